import { decode, encode } from '../bson/codec';
import { nameSet } from '../bson/elements';
import { pick } from '../bson/splice';
import { type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { findSteps, type Step } from '../execution/find';
import { preparePipeline } from '../semantics/aggregation/runPipeline';
import type { FetchFrom, Rows } from '../semantics/aggregation/streams/rows';
import { matcher } from '../semantics/matcher';
import { fieldsReadBy, readAggregation } from './aggregation';
import { type Command, collectionOf, docArgument, type Handler, listArgument, numberArgument } from './command';
import { storageStats } from './health';
import { outputOf, writeOutput } from './pipelineOutput';
import { countDocuments } from './reads';
import { refuseView } from './views';

const NOTHING: Step[] = [];

function* decoded(steps: Iterable<Step>, read?: ReadonlySet<string> | null): Generator<Doc | null> {
  const names = read && nameSet(read);
  for (const step of steps) yield step && decode(names ? pick(step, names) : step);
}

function fetchFrom({ store, db }: Command): FetchFrom {
  return (name, filter) => {
    const collection = store.collections.get(`${db}.${name}`);
    if (collection) refuseView(collection);
    return collection ? decoded(findSteps(store, collection, { filter })) : [];
  };
}

function* encoded(rows: Rows): Generator<Step> {
  for (const doc of rows) yield doc && Buffer.from(encode(doc));
}

const aggregate: Handler = async (command) => {
  const { store, cursors, body, ns } = command;
  const pipeline = listArgument(body, 'pipeline');
  const first = isDoc(pipeline[0]) ? pipeline[0] : {};
  if ('$changeStream' in first) {
    const message = 'The $changeStream stage is only supported on replica sets';
    throw new CommandError(40573, 'Location40573', message);
  }
  const output = outputOf(pipeline, command.db);
  if (output) return writeOutput(command, output, aggregate);
  const batchSize = numberArgument(docArgument(body, 'cursor'), 'batchSize');
  const options = { batchSize, maxTimeMS: numberArgument(body, 'maxTimeMS') };
  const collection = typeof body.aggregate === 'string' ? collectionOf(command) : undefined;
  if ('$collStats' in first) {
    const given = docArgument(first, '$collStats');
    const scale = numberArgument(docArgument(given, 'storageStats'), 'scale');
    const isAsked = 'storageStats' in given;
    const stats = isAsked ? { storageStats: await storageStats(command, scale, options.maxTimeMS) } : {};
    return cursors.start([encode({ ns, count: collection?.count ?? 0, ...stats })].values(), ns, options);
  }
  const variables = docArgument(body, 'let');
  const { query, rest, count } = readAggregation(pipeline, collection, body.hint, variables);
  query.allowDiskUse = body.allowDiskUse === true;
  matcher(query.filter, variables);
  if (count) {
    const found = collection ? await countDocuments(store, collection, { ...query, ...count }, options.maxTimeMS) : 0;
    return cursors.start(
      found ? [encode({ _id: count.id, [count.name]: found })].values() : NOTHING.values(),
      ns,
      options,
    );
  }
  const steps = collection ? findSteps(store, collection, query) : NOTHING.values();
  if (!rest.length) return cursors.start(steps, ns, options);
  const run = preparePipeline(rest, fetchFrom(command), variables, query.allowDiskUse);
  return cursors.start(encoded(run(decoded(steps, fieldsReadBy(rest)))), ns, options);
};

export const aggregateCommands: Record<string, Handler> = { aggregate };
