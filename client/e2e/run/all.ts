import { parseArgs } from 'node:util';
import { endAllCommands } from './command';
import { runSteps } from './schedule';
import { everyStep, longerSteps, soakSteps } from './steps';

/**
 * `npm test`; with `--ci`, `npm run test:ci`; with `--soak`, `npm run soak`. Prints what it ran, what the machine lacks, and last the sum of all
 * tests; with CI=true a machine that lacks something has failed.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { ci: { type: 'boolean', default: false }, soak: { type: 'boolean', default: false } },
  });
  const started = Date.now();
  const say = (line: string): void => console.log(line);
  const usual = values.ci ? [...everyStep, ...longerSteps] : everyStep;
  const finished = await runSteps(values.soak ? soakSteps : usual, say);

  const lacking = finished.filter(({ outcome }) => outcome.lacking !== undefined);
  const broken = finished.filter(({ outcome }) => outcome.failed > 0);
  const sum = (count: 'passed' | 'failed' | 'skipped'): number =>
    finished.reduce((total, { outcome }) => total + outcome[count], 0);
  const failed = sum('failed') + (process.env.CI === 'true' ? lacking.length : 0);

  say('');
  for (const { step } of broken) say(`failed: ${step.title}`);
  for (const { step, outcome } of lacking) say(`not run: ${step.title} (${outcome.lacking})`);
  say(`took ${Math.round((Date.now() - started) / 1000)} s`);
  const skipped = sum('skipped');
  say(`${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endAllCommands();
    process.exit(1);
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    endAllCommands();
    process.exitCode = 1;
  },
);
