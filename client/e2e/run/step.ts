/** What a step found. `lacking` says what the machine has not, so that the step could not run at all. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** Shown whatever the outcome, e.g. the sizes of a package. */
  notes: string[];
  /** Everything the step printed; shown when it failed. */
  log: string;
  lacking?: string;
}

export interface Step {
  title: string;
  /** Titles of the steps that must have passed before. */
  needs: string[];
  /** How many of the two cores the step keeps busy. */
  cores: 1 | 2;
  run(say: (line: string) => void): Promise<Outcome>;
}

export interface Finished {
  step: Step;
  outcome: Outcome;
  seconds: number;
}

/** The outcome of a step that is one test: it holds or it does not. */
export function oneTest(holds: boolean, log: string, notes: string[] = []): Outcome {
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0, notes, log };
}

/** The outcome of a step that could not run on this machine. */
export function notRun(lacking: string): Outcome {
  return { passed: 0, failed: 0, skipped: 0, notes: [], log: '', lacking };
}
