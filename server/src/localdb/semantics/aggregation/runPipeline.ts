import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { badValue, CommandError } from '../../errors';
import { refuseMisplacedNear } from '../../geo/near';
import { expressionCompiler } from '../mingo';
import { checkStage } from './checkedStages';
import { baseStages, readStage } from './stages';
import { bucketStages } from './streams/buckets';
import { densify } from './streams/densify';
import { facet } from './streams/facet';
import { fill } from './streams/fill';
import { groupStages } from './streams/group';
import { joiningStages } from './streams/joins';
import { sample, sortStage } from './streams/ordering';
import { documents, passingStages } from './streams/passing';
import type { Around, FetchFrom, Prepare, Stream } from './streams/rows';
import { setWindowFields } from './streams/setWindowFields';

const STREAMED: Record<string, Prepare> = {
  ...passingStages,
  ...groupStages,
  ...bucketStages,
  ...joiningStages,
  $densify: densify,
  $documents: documents,
  $facet: facet,
  $fill: fill,
  $sample: sample,
  $setWindowFields: setWindowFields,
};

function nestedPipelines(name: string, argument: BsonValue): BsonValue[] {
  if (!isDoc(argument)) return [];
  if (name === '$facet') return Object.values(argument);
  return (name === '$lookup' || name === '$unionWith') && argument.pipeline ? [argument.pipeline] : [];
}

function checkStages(pipeline: BsonValue): Doc[] {
  if (!Array.isArray(pipeline)) throw badValue('a pipeline must be an array');
  for (const stage of pipeline) {
    refuseMisplacedNear(stage);
    const [name, argument] = readStage(stage, baseStages);
    checkStage(stage);
    for (const nested of nestedPipelines(name, argument)) checkStages(nested);
  }
  return pipeline;
}

/** How many documents of a sort the stages after it let through. */
function passedOn(stages: readonly Doc[]): number {
  let skipped = 0;
  for (const { $skip, $limit } of stages) {
    if (typeof $limit === 'number') return skipped + $limit;
    if (typeof $skip !== 'number') break;
    skipped += $skip;
  }
  return Number.POSITIVE_INFINITY;
}

function prepared(stages: readonly Doc[], around: Around): Stream {
  const streams = stages.map((stage, i) => {
    const [name, argument] = readStage(stage, baseStages);
    if (name === '$sort') return sortStage(argument, around, passedOn(stages.slice(i + 1)));
    const prepare = Object.hasOwn(STREAMED, name) ? STREAMED[name] : undefined;
    if (prepare) return prepare(argument, around);
    throw new CommandError(40324, 'Location40324', `Unrecognized pipeline stage name: '${name}'`);
  });
  return (rows) => streams.reduce((before, stream) => stream(before), rows);
}

/**
 * Prepares a pipeline; nothing is read before its documents are asked for. `fetch` reads other collections, `variables`
 * are those of `let`, `allowDiskUse` lets stages hold more than 100 MB.
 * Codes 40323 and 40324 for stages that do not exist here, 2 and others for those that cannot be run.
 */
export function preparePipeline(
  pipeline: BsonValue,
  fetch: FetchFrom,
  variables: Doc = {},
  allowDiskUse?: boolean,
): Stream {
  const around: Around = {
    fetch,
    variables,
    allowDiskUse,
    expression: expressionCompiler(variables),
    nested: (stages, inner = variables) => preparePipeline(stages, fetch, inner, allowDiskUse),
  };
  return prepared(checkStages(pipeline), around);
}
