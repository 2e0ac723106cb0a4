import { Long } from 'bson';
import { decodeExact } from '../bson/exactNumbers';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue } from '../errors';
import { countSteps } from '../execution/count';
import { explainQuery } from '../execution/explain';
import { findSteps, type Query, type Step, storedProjection } from '../execution/find';
import { paced, timeLimit } from '../execution/pacing';
import { identityOf } from '../keys/compare';
import { valuesAt } from '../keys/tuples';
import { matcher } from '../semantics/matcher';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';
import { readAggregation } from './aggregation';
import { collectionOf, docArgument, type Handler, listArgument, numberArgument, refuseOptions } from './command';

const NOTHING: Step[] = [];

/** What `find`, `count` and `distinct` have in common. */
function queryOf(body: Doc, filterName: string): Query {
  return {
    filter: docArgument(body, filterName),
    sort: body.sort,
    skip: numberArgument(body, 'skip'),
    limit: numberArgument(body, 'limit'),
    hint: body.hint,
    variables: docArgument(body, 'let'),
    allowDiskUse: body.allowDiskUse === true,
  };
}

const find: Handler = (command) => {
  const { store, cursors, ns, body } = command;
  refuseOptions(body, ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max']);
  const collection = collectionOf(command);
  const query = queryOf(body, 'filter');
  const map = storedProjection(body.projection, query.filter);
  matcher(query.filter, query.variables); // a bad filter is refused even where nothing would be read
  const steps = collection ? findSteps(store, collection, query) : NOTHING.values();
  return cursors.start(steps, ns, {
    map,
    batchSize: numberArgument(body, 'batchSize'),
    maxTimeMS: numberArgument(body, 'maxTimeMS'),
    single: body.singleBatch === true || (query.limit ?? 0) < 0,
  });
};

const getMore: Handler = ({ cursors, body }) =>
  cursors.more(Number(body.getMore), numberArgument(body, 'batchSize') ?? 0);

const killCursors: Handler = ({ cursors, body }) => {
  const ids = listArgument(body, 'cursors').map(Number);
  const cursorsKilled: Long[] = [];
  const cursorsNotFound: Long[] = [];
  for (const id of ids) (cursors.kill(id) ? cursorsKilled : cursorsNotFound).push(Long.fromNumber(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
};

/** How many documents a query finds, without holding the process up. */
export async function countDocuments(
  store: Store,
  collection: CollectionMeta,
  query: Query,
  maxTimeMS?: number,
): Promise<number> {
  return (await paced(countSteps(store, collection, query), () => true, timeLimit(maxTimeMS))) ?? 0;
}

const count: Handler = async (command) => {
  const collection = collectionOf(command);
  const query = queryOf(command.body, 'query');
  const maxTimeMS = numberArgument(command.body, 'maxTimeMS');
  return { n: collection ? await countDocuments(command.store, collection, query, maxTimeMS) : 0, ok: 1 };
};

const distinct: Handler = async (command) => {
  const { store, body } = command;
  const { key } = body;
  if (typeof key !== 'string') throw badValue('distinct needs a key');
  const collection = collectionOf(command);
  const found = new Map<string, BsonValue>();
  const gather = (step: Step): boolean => {
    for (const value of step ? valuesAt(decodeExact(step), key.split('.')) : []) {
      if (value !== undefined && typeof value !== 'symbol') found.set(identityOf(value), value);
    }
    return true;
  };
  const limit = timeLimit(numberArgument(body, 'maxTimeMS'));
  if (collection) await paced(findSteps(store, collection, queryOf(body, 'query')), gather, limit);
  const values = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  return { values, ok: 1 };
};

/** What a command to be explained would look for, and whether it only counts. */
function explained(name: string, inner: Doc, collection?: CollectionMeta): { query: Query; counting: boolean } {
  if (name === 'aggregate') {
    const { query, count: counted } = readAggregation(listArgument(inner, 'pipeline'), collection, inner.hint);
    return { query: counted ? { ...query, ...counted } : query, counting: counted !== undefined };
  }
  const statements = inner.updates ?? inner.deletes;
  const statement = Array.isArray(statements) ? statements[0] : undefined;
  if (isDoc(statement)) return { query: queryOf(statement, 'q'), counting: false };
  return { query: queryOf(inner, name === 'find' ? 'filter' : 'query'), counting: name === 'count' };
}

const explain: Handler = ({ store, db, body }) => {
  const inner = docArgument(body, 'explain');
  const [name = '', target] = Object.entries(inner)[0] ?? [];
  const ns = `${db}.${target}`;
  const collection = store.collections.get(ns);
  const { query, counting } = explained(name, inner, collection);
  const verbosity = typeof body.verbosity === 'string' ? body.verbosity : 'allPlansExecution';
  if (collection) return explainQuery(store, collection, query, verbosity, counting);
  return {
    queryPlanner: { namespace: ns, winningPlan: { stage: 'EOF' }, rejectedPlans: [] },
    executionStats: { nReturned: 0, totalKeysExamined: 0, totalDocsExamined: 0 },
    ok: 1,
  };
};

export const readCommands: Record<string, Handler> = {
  find,
  getmore: getMore,
  killcursors: killCursors,
  count,
  distinct,
  explain,
};
