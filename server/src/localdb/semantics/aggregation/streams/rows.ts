import type { BsonValue, Doc } from '../../../bson/values';

/** Documents between two stages; null where a stage has worked without a result, so that whoever reads may pause. */
export type Rows = Iterable<Doc | null>;

/** Documents of another collection of the same database that match a filter, found through its indexes. */
export type FetchFrom = (collection: string, filter: Doc) => Rows;

/** Computes an expression for a document; undefined stands for a missing result. */
export type Evaluate = (doc: Doc) => BsonValue;

/** A stage that is ready to run, once. */
export type Stream = (rows: Rows) => Rows;

/** What a stage may reach from where it stands. */
export interface Around {
  fetch: FetchFrom;
  /** Those of `let`. */
  variables: Doc;
  /** The client's leave to hold more than 100 MB. */
  allowDiskUse?: boolean;
  /** Prepares an expression. */
  expression(expression: BsonValue): Evaluate;
  /** Prepares a nested pipeline, with variables of its own. */
  nested(pipeline: BsonValue, variables?: Doc): Stream;
}

/** Reads a stage's argument. Throws what is wrong with it. */
export type Prepare = (argument: BsonValue, around: Around) => Stream;

/** About how many bytes a value takes in memory. */
export function roughSize(value: BsonValue): number {
  if (typeof value === 'string') return 24 + value.length;
  if (value === null || typeof value !== 'object') return 8;
  if (value instanceof Uint8Array) return 64 + value.length;
  let size = 48;
  for (const inner of Object.values(value)) size += 16 + roughSize(inner);
  return size;
}
