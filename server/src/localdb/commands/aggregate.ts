import { decode, encode } from '../bson/codec';
import { nameSet } from '../bson/elements';
import { pick } from '../bson/splice';
import { type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { findAll, findSteps, type Step } from '../execution/find';
import { paced, timeLimit } from '../execution/pacing';
import { type FetchFrom, runPipeline } from '../semantics/aggregation/runPipeline';
import { matcher } from '../semantics/matcher';
import { fieldsReadBy, readAggregation } from './aggregation';
import { type Command, collectionOf, docArgument, type Handler, listArgument, numberArgument } from './command';
import { outputOf, writeOutput } from './pipelineOutput';
import { countDocuments } from './reads';
import { refuseView } from './views';

const NOTHING: Step[] = [];

function fetchFrom({ store, db }: Command): FetchFrom {
  return (name, filter) => {
    const collection = store.collections.get(`${db}.${name}`);
    if (collection) refuseView(collection);
    return collection ? findAll(store, collection, { filter }).map(decode) : [];
  };
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
    return cursors.start([encode({ ns, count: collection?.count ?? 0 })].values(), ns, options);
  }
  const variables = docArgument(body, 'let');
  const { query, rest, count } = readAggregation(pipeline, collection, body.hint, variables);
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
  const read = fieldsReadBy(rest);
  const names = read && nameSet(read);
  const docs: Doc[] = [];
  const gather = (step: Step): boolean => {
    if (step) docs.push(decode(names ? pick(step, names) : step));
    return true;
  };
  await paced(steps, gather, timeLimit(options.maxTimeMS));
  return cursors.start(runPipeline(docs, rest, fetchFrom(command), variables).map(encode).values(), ns, options);
};

export const aggregateCommands: Record<string, Handler> = { aggregate };
