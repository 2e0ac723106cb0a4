import { type Finished, notRun, type Outcome, type Step } from './step';

const cores = 2;
const heartbeatMs = 30_000;

/**
 * Runs the steps in their order, as many at once as the cores allow, each after the steps it needs. A step whose need
 * failed fails without running; one whose need was not run is not run either.
 * @param say takes a line to print; a step's own lines come together, when it is done
 */
export async function runSteps(steps: Step[], say: (line: string) => void): Promise<Finished[]> {
  const waiting = [...steps];
  const running = new Map<Step, Promise<void>>();
  const finished = new Map<string, Finished>();
  const started = new Map<Step, number>();
  const heartbeat = setInterval(() => {
    const titles = [...running.keys()].map((step) => `${step.title} (${seconds(started.get(step) ?? 0)} s)`);
    if (titles.length > 0) say(`  … ${titles.join(', ')}`);
  }, heartbeatMs);

  const start = (step: Step): void => {
    started.set(step, Date.now());
    const work = outcomeOf(step, finished, say).then((outcome) => {
      const done = { step, outcome, seconds: seconds(started.get(step) ?? 0) };
      finished.set(step.title, done);
      running.delete(step);
      tell(done, say);
    });
    running.set(step, work);
  };

  try {
    while (waiting.length > 0 || running.size > 0) {
      const free = cores - [...running.keys()].reduce((sum, step) => sum + step.cores, 0);
      const next = waiting.findIndex((step) => step.cores <= free && step.needs.every((need) => finished.has(need)));
      const [step] = next >= 0 ? waiting.splice(next, 1) : [];
      if (step) start(step);
      else if (running.size > 0) await Promise.race(running.values());
      else throw new Error(`no step provides what is needed by ${waiting.map(({ title }) => title).join(', ')}`);
    }
  } finally {
    clearInterval(heartbeat);
  }
  return [...finished.values()];
}

async function outcomeOf(step: Step, finished: Map<string, Finished>, say: (line: string) => void): Promise<Outcome> {
  const needs = step.needs.map((need) => finished.get(need)).filter((need) => need !== undefined);
  const lacking = needs.find((need) => need.outcome.lacking !== undefined);
  if (lacking) return notRun(`${lacking.outcome.lacking}`);
  const broken = needs.find((need) => need.outcome.failed > 0);
  if (broken) {
    return { passed: 0, failed: 1, skipped: 0, notes: [], log: `not started, because "${broken.step.title}" failed` };
  }
  say(`▸ ${step.title}`);
  try {
    return await step.run((line) => say(`  ${step.title}: ${line}`));
  } catch (error) {
    const log = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, skipped: 0, notes: [], log };
  }
}

function tell({ step, outcome, seconds: took }: Finished, say: (line: string) => void): void {
  if (outcome.lacking !== undefined) {
    say(`- ${step.title}: not run`);
    return;
  }
  say(`${outcome.failed > 0 ? '✗' : '✓'} ${[`${step.title} (${took} s)`, ...outcome.notes].join(': ')}`);
  if (outcome.failed > 0) say(outcome.log.trimEnd().replace(/^/gm, '    '));
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}
