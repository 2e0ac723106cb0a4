import { decode } from '../bson/codec';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { preparePipeline } from '../semantics/aggregation/runPipeline';
import type { CollectionMeta, CollectionOptions } from '../storage/catalogue';
import {
  type Command,
  docArgument,
  type Handler,
  listArgument,
  numberArgument,
  type Reply,
  refuseOptions,
} from './command';

// Views: read-only results of a pipeline, computed whenever they are read. `find`, `count` and `aggregate` on a view
// become an aggregation over what it is made from.

const DEEPEST = 20;

function notOnViews(what: string): CommandError {
  return new CommandError(166, 'CommandNotSupportedOnView', `${what} is not supported on a view`);
}

/** The options of a view, when `create` asks for one. Codes 2 and 72 for a pipeline that cannot be one's. */
export function readView({ viewOn, pipeline = [], ...others }: Doc): CollectionOptions | undefined {
  if (viewOn === undefined) return undefined;
  if (typeof viewOn !== 'string' || !viewOn) throw badValue("'viewOn' must be the name of a collection");
  const stages = Array.isArray(pipeline) ? pipeline.filter(isDoc) : [];
  if (!Array.isArray(pipeline) || stages.length < pipeline.length)
    throw badValue("'pipeline' must be an array of stages");
  if (others.validator !== undefined) throw new CommandError(72, 'InvalidOptions', 'a view cannot have a validator');
  preparePipeline(stages, () => []); // a stage that does not exist is refused now
  return { viewOn, pipeline: stages };
}

/** The collection a command names, if it is a view; of `explain`, the one its command names. */
export function viewNamed({ store, db, ns, name, body }: Command): CollectionMeta | undefined {
  const inner = name === 'explain' && isDoc(body.explain) ? body.explain : undefined;
  const collection = store.collections.get(inner ? `${db}.${Object.values(inner)[0]}` : ns);
  return collection?.options?.viewOn ? collection : undefined;
}

/** Code 166 where a view is met that cannot be read or written there. */
export function refuseView({ options, ns }: CollectionMeta): void {
  if (options?.viewOn) throw notOnViews(`what is asked of ${ns}`);
}

/** The stages that stand for the arguments of `find` and `count`. */
function stagesOf(body: Doc, filterName: string): Doc[] {
  const skip = numberArgument(body, 'skip');
  const limit = Math.abs(numberArgument(body, 'limit') ?? 0);
  const { sort, projection } = body;
  return [
    { $match: docArgument(body, filterName) },
    ...(isDoc(sort) && Object.keys(sort).length ? [{ $sort: sort }] : []),
    ...(skip ? [{ $skip: skip }] : []),
    ...(limit ? [{ $limit: limit }] : []),
    ...(isDoc(projection) && Object.keys(projection).length ? [{ $project: projection }] : []),
  ];
}

/** Follows views of views to a collection, and puts their pipelines together. Code 165 beyond twenty. */
function resolve(command: Command, view: CollectionMeta): { source: string; pipeline: Doc[] } {
  let source = view.name;
  let pipeline: Doc[] = [];
  for (let depth = 0; depth < DEEPEST; depth++) {
    const { viewOn, pipeline: own = [] } = command.store.collections.get(`${command.db}.${source}`)?.options ?? {};
    if (viewOn === undefined) return { source, pipeline };
    source = viewOn;
    pipeline = [...own, ...pipeline];
  }
  throw new CommandError(165, 'ViewDepthLimitExceeded', `view depth too deep: more than ${DEEPEST}`);
}

/** Runs a command on a view. Code 166 for those that need a collection. */
export async function runOnView(
  command: Command,
  view: CollectionMeta,
  own: Handler,
  aggregate: Handler,
): Promise<Reply> {
  const { body, db } = command;
  const name = command.name.toLowerCase();
  if (name === 'drop' || name === 'create') return own(command);
  const { source, pipeline } = resolve(command, view);
  const run = (stages: readonly BsonValue[], cursor: BsonValue) => {
    const { hint, let: variables, maxTimeMS } = body;
    const rewritten = {
      aggregate: source,
      pipeline: [...pipeline, ...stages],
      cursor,
      hint,
      let: variables,
      maxTimeMS,
    };
    return aggregate({ ...command, name: 'aggregate', body: rewritten, ns: `${db}.${source}` });
  };
  if (name === 'aggregate') return run(listArgument(body, 'pipeline'), docArgument(body, 'cursor'));
  if (name === 'find') {
    refuseOptions(body, ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max']);
    const single = body.singleBatch === true || Number(body.limit) < 0;
    return run(stagesOf(body, 'filter'), {
      batchSize: single && body.limit ? Math.abs(Number(body.limit)) + 1 : body.batchSize,
    });
  }
  if (name === 'count') {
    const reply = await run([...stagesOf(body, 'query'), { $count: 'n' }], {});
    const { cursor } = decode(reply as Uint8Array) as { cursor: { firstBatch: Doc[] } };
    return { n: cursor.firstBatch[0]?.n ?? 0, ok: 1 };
  }
  throw notOnViews(command.name);
}
