import type { Session } from '../auth/session';
import type { BsonValue, Doc } from '../bson/values';
import { isDoc } from '../bson/values';
import { badValue, CommandError, failedToParse } from '../errors';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';
import type { Cursors } from './cursors';

/** One command as it arrived. `body` holds the document sequences too. */
export interface Command {
  store: Store;
  cursors: Cursors;
  /** Who the connection is that asks. */
  session: Session;
  name: string;
  body: Doc;
  db: string;
  /** `database.collection`, where the command names a collection. */
  ns: string;
}

/** A reply document, or its bytes. */
export type Reply = Doc | Uint8Array;

export type Handler = (command: Command) => Reply | Promise<Reply>;

export const OK: Doc = { ok: 1 };

/** The collection the command is about, if it exists. */
export function collectionOf({ store, ns }: Command): CollectionMeta | undefined {
  return store.collections.get(ns);
}

export function namespaceNotFound(ns: string): CommandError {
  return new CommandError(26, 'NamespaceNotFound', `ns does not exist: ${ns}`);
}

/** An optional document argument; absent and null are `{}`. Code 14 for anything else. */
export function docArgument(body: Doc, name: string): Doc {
  const value = body[name] ?? {};
  if (!isDoc(value)) throw new CommandError(14, 'TypeMismatch', `'${name}' must be an object`);
  return value;
}

/** An array argument. Code 14 when it is missing or something else. */
export function listArgument(body: Doc, name: string): BsonValue[] {
  const value = body[name];
  if (!Array.isArray(value)) throw new CommandError(14, 'TypeMismatch', `'${name}' must be an array`);
  return value;
}

/** An optional number; code 2 for anything else. */
export function numberArgument(body: Doc, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || Number.isNaN(value)) throw badValue(`'${name}' must be a number`);
  return value;
}

/** Refuses every collation but the one by bytes. Code 9. */
export function refuseCollation({ collation }: Doc): void {
  if (!isDoc(collation) || collation.locale === 'simple') return;
  throw failedToParse('collation is not supported by this database');
}

/** Refuses options that would otherwise be passed over in silence. Code 2. */
export function refuseOptions(body: Doc, names: readonly string[]): void {
  const found = names.find((name) => body[name] !== undefined && body[name] !== false);
  if (found) throw badValue(`the option '${found}' is not supported by this database`);
}
