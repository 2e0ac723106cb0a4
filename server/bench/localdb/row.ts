import type { mongo } from 'mongoose';
import type { Chance } from '../../src/seed/content/chance';
import type { Measured } from './measure';
import type { BenchReport } from './reports';

/** Where a row is measured: a collection of so many reports. */
export interface Scene {
  reports: mongo.Collection<BenchReport>;
  size: number;
  chance: Chance;
  /** The number of the next report that is not there yet. */
  next: number;
}

/** One line of the table: a call of the API as the driver sends it. */
export interface Row {
  name: string;
  /** It looks at as many documents in a large collection as in a small one. */
  constant: boolean;
  /** So many one after another, and four times as many 16 in flight, unless time is up before. */
  calls: number;
  /** Measured one after another only. */
  alone?: boolean;
  /** Documents of one call, when a rate is of interest. */
  documents?: number;
  begin(scene: Scene): Begun | Promise<Begun>;
}

/** A row under way. `end` leaves the collection as it was. */
export interface Begun extends Measured {
  end?(): Promise<unknown>;
}
