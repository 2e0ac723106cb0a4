import { Broken, type Check, type Setting, Skipped } from './check';
import { discoveryChecks } from './checks/discovery';
import { requestChecks } from './checks/requests';
import { serviceChecks } from './checks/services';
import { updateChecks } from './checks/updates';
import { writingChecks } from './checks/writing';
import { type Format, makeEndpoint } from './endpoint';

/** What came of one check in one format. */
export interface Result {
  format: Format;
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  why?: string;
}

const checks: readonly Check[] = [
  ...discoveryChecks,
  ...serviceChecks,
  ...requestChecks,
  ...updateChecks,
  ...writingChecks,
];

export interface Run extends Setting {
  formats: readonly Format[];
  jurisdiction?: string;
  /** Called after every check. */
  onResult?: (result: Result) => void;
}

/** Asks a server everything, one check after the other, and tells what came of each. Nothing is thrown. */
export async function runSuite({ formats, jurisdiction, onResult = () => {}, ...setting }: Run): Promise<Result[]> {
  const results: Result[] = [];
  for (const format of formats) {
    const server = makeEndpoint(setting.base, format, jurisdiction);
    for (const check of checks) {
      const result: Result = { format, name: check.name, ...(await outcomeOf(() => check.run(server, setting))) };
      results.push(result);
      onResult(result);
    }
  }
  return results;
}

async function outcomeOf(run: () => Promise<void>): Promise<Pick<Result, 'outcome' | 'why'>> {
  try {
    await run();
    return { outcome: 'passed' };
  } catch (error) {
    if (error instanceof Skipped) return { outcome: 'skipped', why: error.message };
    const why =
      error instanceof Error ? `${error.message}${error.cause ? ` (${String(error.cause)})` : ''}` : String(error);
    return { outcome: 'failed', why: error instanceof Broken ? why : `no answer: ${why}` };
  }
}
