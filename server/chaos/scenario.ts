/** A case queue under which the relay is tried, and what can go wrong with it. */
export interface Scenario {
  adapter: string;
  /** An entry of the file of destinations; none for the built-in desk. */
  destination?: { name: string; adapter: string; allowHosts: string[]; settings: Record<string, unknown> };
  /** Counted by the other side: how many cases it opened for each key. */
  ledger(): Promise<Map<string, number>>;
  /** What the other side calls the case of each key, where it numbers them. */
  numbers(): Promise<Map<string, string>>;
  /** The other side's bad days: switched on for a while, and off again by what they return. */
  badDays: readonly { name: string; begin(): Promise<() => Promise<void>> }[];
  /** Tells the program all that it was not told; how many calls were not taken. */
  tellAll?(): Promise<number>;
  /** The state that every report is in once everything was told; otherwise it is only known to have arrived. */
  ends?: 'closed';
  close(): Promise<void>;
}

/** What a scenario needs to be set up. */
export interface Place {
  databaseUri: string;
  /** Where the workers' hooks are reached; they change places as workers are killed. */
  hooks: string;
  folder: string;
  /** The clock of the workers, when it has not been jumped. */
  now(): Date;
}
