import { deserialize, ObjectId } from 'bson';
import { decode } from '../bson/codec';
import { elementsOf } from '../bson/elements';
import { assemble, withIdFirst } from '../bson/splice';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { findSteps } from '../execution/find';
import { writeInSlices } from '../execution/slices';
import { sameValue } from '../keys/compare';
import { validateDocument } from '../semantics/documentValidation';
import { readAt } from '../semantics/update/locations';
import type { CollectionMeta } from '../storage/catalogue';
import { insertDocument, replaceDocument } from '../storage/documents';
import type { Store } from '../storage/store';
import { type Command, type Handler, listArgument } from './command';
import { replaceCollection } from './replacingOutput';
import { refuseView } from './views';

// `$out` and `$merge`: the last stage of a pipeline, which writes instead of answering, in slices.

interface Merge {
  on: string[];
  whenMatched: string;
  whenNotMatched: string;
}

/** Where a pipeline's documents go; without `merge` they replace what is there. */
interface Output {
  ns: string;
  merge?: Merge;
}

const MATCHED = new Set(['replace', 'keepExisting', 'merge', 'fail']);
const NOT_MATCHED = new Set(['insert', 'discard', 'fail']);

function namespaceOf(target: BsonValue, db: string): string {
  if (typeof target === 'string') return `${db}.${target}`;
  if (isDoc(target) && typeof target.coll === 'string') {
    return `${typeof target.db === 'string' ? target.db : db}.${target.coll}`;
  }
  throw badValue('the output stage needs the name of a collection');
}

function choice(stage: Doc, name: string, allowed: ReadonlySet<string>, otherwise: string): string {
  const value = stage[name] ?? otherwise;
  if (typeof value === 'string' && allowed.has(value)) return value;
  throw badValue(`$merge does not take this ${name}, or it is not supported by this database`);
}

function readMerge(stage: Doc): Merge {
  const on = Array.isArray(stage.on) ? stage.on : [stage.on ?? '_id'];
  if (!on.length || !on.every((path) => typeof path === 'string')) throw badValue('$merge needs field names in on');
  if (stage.let !== undefined) throw badValue("the option 'let' of $merge is not supported by this database");
  return {
    on,
    whenMatched: choice(stage, 'whenMatched', MATCHED, 'merge'),
    whenNotMatched: choice(stage, 'whenNotMatched', NOT_MATCHED, 'insert'),
  };
}

/** The output stage at the end of a pipeline, if there is one. Code 40601 for one that stands before others. */
export function outputOf(pipeline: readonly BsonValue[], db: string): Output | undefined {
  const early = pipeline.slice(0, -1).find((stage) => isDoc(stage) && ('$out' in stage || '$merge' in stage));
  if (early) {
    const [name] = Object.keys(early);
    throw new CommandError(40601, 'Location40601', `${name} can only be the final stage in the pipeline`);
  }
  const last = pipeline.at(-1);
  if (!isDoc(last)) return undefined;
  if ('$out' in last) {
    const out = isDoc(last.$out) ? { db: last.$out.db, coll: last.$out.coll } : last.$out;
    if (isDoc(last.$out) && last.$out.timeseries) throw badValue('time series are not supported by this database');
    return { ns: namespaceOf(out, db) };
  }
  if (!('$merge' in last)) return undefined;
  const stage: Doc = isDoc(last.$merge) ? last.$merge : { into: last.$merge };
  return { ns: namespaceOf(stage.into, db), merge: readMerge(stage) };
}

/** The documents the rest of the pipeline gives, batch by batch, as bytes: their numbers keep their types. */
async function* batchesOf(command: Command, pipeline: BsonValue[], aggregate: Handler): AsyncGenerator<Buffer[]> {
  const body = { ...command.body, pipeline, cursor: {} };
  let id = 0;
  try {
    let reply = await aggregate({ ...command, body });
    for (;;) {
      const fieldsAsRaw = { firstBatch: true, nextBatch: true };
      const { cursor } = deserialize(reply as Uint8Array, { fieldsAsRaw });
      const found: Uint8Array[] = cursor.firstBatch ?? cursor.nextBatch;
      id = Number(cursor.id);
      yield found.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      if (id === 0) return;
      reply = await command.cursors.more(id, 0);
    }
  } finally {
    command.cursors.kill(id);
  }
}

/** All documents the pipeline gives. */
export async function resultsOf(command: Command, pipeline: BsonValue[], aggregate: Handler): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for await (const batch of batchesOf(command, pipeline, aggregate)) found.push(...batch);
  return found;
}

function add(store: Store, collection: CollectionMeta, bytes: Buffer, bypass: boolean): void {
  const doc = decode(bytes);
  const stored = withIdFirst(bytes, doc, () => new ObjectId());
  if (!bypass) validateDocument(collection.options, doc);
  insertDocument(store, collection, stored, doc);
}

/** The stored document with the new fields, or with nothing but them; `_id` stays. */
function combined(stored: Buffer, added: Buffer, replacing: boolean): Buffer {
  const parts = new Map<string, Buffer>();
  for (const { name, start, end } of elementsOf(stored)) {
    if (!replacing || name === '_id') parts.set(name, stored.subarray(start, end));
  }
  for (const { name, start, end } of elementsOf(added)) if (name !== '_id') parts.set(name, added.subarray(start, end));
  return assemble(...parts.values());
}

function firstFound(store: Store, collection: CollectionMeta, filter: Doc): Buffer | undefined {
  for (const step of findSteps(store, collection, { filter, limit: 1 })) if (step) return step;
  return undefined;
}

function mergeIn(store: Store, collection: CollectionMeta, bytes: Buffer, merge: Merge, bypass: boolean): void {
  const doc = decode(bytes);
  const same = merge.on.map((path): Doc => {
    const value = readAt(doc, path.split('.'));
    if (value === undefined || value === null || Array.isArray(value)) {
      throw new CommandError(51132, 'Location51132', `$merge needs a value of the 'on' field '${path}', not an array`);
    }
    return { [path]: { $eq: value } };
  });
  const found = firstFound(store, collection, { $and: same });
  if (!found) {
    if (merge.whenNotMatched === 'insert') add(store, collection, bytes, bypass);
    if (merge.whenNotMatched !== 'fail') return;
    throw new CommandError(13113, 'MergeStageNoMatchingDocument', '$merge could not find a matching document');
  }
  if (merge.whenMatched === 'keepExisting') return;
  if (merge.whenMatched === 'fail') throw new CommandError(11000, 'DuplicateKey', '$merge found a matching document');
  const before = decode(found);
  if (doc._id !== undefined && !sameValue(doc._id, before._id)) {
    throw new CommandError(66, 'ImmutableField', '$merge failed to update the matching document: it would change _id');
  }
  const next = combined(found, bytes, merge.whenMatched === 'replace');
  const after = decode(next);
  if (!bypass) validateDocument(collection.options, after, before);
  replaceDocument(store, collection, before, after, next);
}

function checkOn(collection: CollectionMeta, on: readonly string[]): void {
  if (on.length === 1 && on[0] === '_id') return;
  const unique = collection.indexes.some(({ unique, key, partialFilterExpression }) => {
    const fields = Object.keys(key);
    return (
      unique && !partialFilterExpression && fields.length === on.length && on.every((path) => fields.includes(path))
    );
  });
  if (unique) return;
  const message = 'Cannot find index to verify that join fields will be unique';
  throw new CommandError(51183, 'Location51183', message);
}

/** Each document as a step of its own; those before one that fails stay, as in MongoDB. */
function* mergeSteps(store: Store, ns: string, documents: readonly Buffer[], merge: Merge, bypass: boolean) {
  const target = (): CollectionMeta => {
    const collection = store.ensure(ns);
    refuseView(collection);
    checkOn(collection, merge.on);
    return collection;
  };
  target(); // is made, or refused, also when there are no documents
  for (const bytes of documents) {
    mergeIn(store, target(), bytes, merge, bypass);
    yield null;
  }
}

/** Runs a pipeline that ends in an output stage; answers with no documents. */
export async function writeOutput(command: Command, output: Output, aggregate: Handler) {
  const { store, body, cursors } = command;
  const { ns, merge } = output;
  const pipeline = listArgument(body, 'pipeline').slice(0, -1);
  const bypass = body.bypassDocumentValidation === true;
  if (merge) {
    const results = await resultsOf(command, pipeline, aggregate);
    await writeInSlices(store, mergeSteps(store, ns, results, merge, bypass));
  } else {
    const batches = batchesOf(command, pipeline, aggregate);
    await replaceCollection(store, ns, batches, (collection, bytes) => add(store, collection, bytes, bypass));
  }
  return cursors.start([].values(), command.ns, {});
}
