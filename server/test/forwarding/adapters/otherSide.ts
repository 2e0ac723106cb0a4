import type { Point } from '@jierong/shared/geo';
import type { Destination, IncomingAnswer, OfficialAnswer } from '../../../src/forwarding/port';

/**
 * What goes wrong on the other side until the good day comes back.
 * losesAnswer: it takes what is sent, and the answer never arrives · isAway: nothing reaches it ·
 * isBusy: it says that it cannot now · refuses: it says that it will never take this.
 */
export type BadDay = 'losesAnswer' | 'isAway' | 'isBusy' | 'refuses';

/** What an adapter and its platform can do; the suite tells the stories that follow from it. */
export interface Traits {
  datum: Point['datum'];
  badDays: readonly BadDay[];
  /**
   * finds: the other side can be asked for a key · mayRepeat: it cannot, but a repeated case is known there, so that
   * `find` answers undefined and sending again does no harm.
   */
  lookUp: 'finds' | 'mayRepeat';
  /** A way of a case, as `work` can make the other side go it and tell about it; empty: it tells in another way. */
  steps: readonly OfficialAnswer['action'][];
  /** It takes a case and never any news of it. */
  takesNoUpdates?: true;
  /** It knows when an update is for a case that it does not have. */
  knowsItsCases: boolean;
}

/** A case as the other side keeps it. */
export interface KeptCase {
  /** All free text of it. */
  text: string;
  /** Ids of updates in the order in which they took effect. */
  updates: string[];
  /** Keys of photos: contained in the addresses or in the bytes that arrived (`contractContext`). */
  photos: string[];
  point?: { longitude: number; latitude: number };
}

/** An adapter with its platform behind it: a simulator that counts by itself. */
export interface OtherSide {
  destination: Destination;
  /** How many cases were opened for each key, as the other side counts. */
  ledger(): Promise<ReadonlyMap<string, number>>;
  kept(key: string): Promise<KeptCase | undefined>;
  /** Everything that ever arrived, with addresses and headers, as readable text. */
  arrived(): Promise<string>;
  badDay(day: BadDay): Promise<void>;
  goodDay(): Promise<void>;
  /** Only where a case is accepted with a token: gives it its number. */
  number?(key: string): Promise<string>;
  /** The other side takes the steps on a case, with a remark to each. */
  work(key: string, steps: readonly OfficialAnswer['action'][], remark: string): Promise<void>;
  /** All answers that the destination has read until now, asked for anew where it must be asked. */
  told(): Promise<IncomingAnswer[]>;
  close(): Promise<void>;
}
