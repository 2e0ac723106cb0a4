import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { badValue } from '../../errors';
import { refuseMisplacedNear } from '../../geo/near';
import { valuesAt } from '../../keys/tuples';
import { evaluator, Lazy, pipelineRunner, type Stage } from '../mingo';
import { checkStage, expandStage } from './checkedStages';
import { impliedEqualities } from './joinFilter';
import { baseStages, readStage } from './stages';

/** Documents of another collection of the same database that match a filter, found through its indexes. */
export type FetchFrom = (collection: string, filter: Doc) => Doc[];

function nestedPipelines(name: string, argument: BsonValue): BsonValue[] {
  if (!isDoc(argument)) return [];
  if (name === '$facet') return Object.values(argument);
  return (name === '$lookup' || name === '$unionWith') && argument.pipeline ? [argument.pipeline] : [];
}

function checkStages(pipeline: BsonValue, table: Record<string, Stage>): Doc[] {
  if (!Array.isArray(pipeline)) throw badValue('a pipeline must be an array');
  for (const stage of pipeline) {
    refuseMisplacedNear(stage);
    const [name, argument] = readStage(stage, table);
    checkStage(stage);
    for (const nested of nestedPipelines(name, argument)) checkStages(nested, table);
  }
  return pipeline.flatMap(expandStage);
}

/** Whether a filter can be answered without expressions, which may use the variables of `let`. */
function isPlain(filter: BsonValue): boolean {
  if (Array.isArray(filter)) return filter.every(isPlain);
  return !isDoc(filter) || Object.entries(filter).every(([name, value]) => name !== '$expr' && isPlain(value));
}

/** The condition a `$lookup` joins by: any value of the local field, null when it is missing. */
function joinFilter(doc: Doc, { localField, foreignField }: Doc): Doc {
  if (localField === undefined && foreignField === undefined) return {};
  if (typeof localField !== 'string' || typeof foreignField !== 'string') {
    throw badValue('$lookup needs both localField and foreignField as strings');
  }
  const values = valuesAt(doc, localField.split('.')).filter((value) => typeof value !== 'symbol');
  if (values.length === 1) return { [foreignField]: { $eq: values[0] ?? null } };
  return { [foreignField]: { $in: values.map((value) => value ?? null) } };
}

/** Joins through the other collection's indexes instead of loading it. */
function lookupStage(fetch: FetchFrom, outer: Doc): Stage {
  return (rows, argument) => {
    if (!isDoc(argument)) throw badValue('the $lookup argument must be an object');
    const { from, as, pipeline } = argument;
    if (typeof from !== 'string' || typeof as !== 'string') throw badValue('$lookup needs from and as');
    const location = as.split('.');
    if (location.length > 1) throw badValue('a dotted as of $lookup is not supported by this database');
    const nested = Array.isArray(pipeline) ? pipeline : [];
    const variablesFor = isDoc(argument.let) ? evaluator(argument.let, outer) : () => ({});
    const head = isDoc(nested[0]) ? nested[0].$match : undefined;
    const early = isDoc(head) && isPlain(head) ? head : undefined;
    const rest = early ? nested.slice(1) : nested;
    return rows.map<Doc, Doc>((doc) => {
      const variables = { ...outer, ...(variablesFor(doc) as Doc) };
      const implied = !early && isDoc(head) ? impliedEqualities(head, variables) : [];
      const found = fetch(from, { $and: [joinFilter(doc, argument), early ?? {}, ...implied] });
      if (!rest.length) return { ...doc, [as]: found };
      return { ...doc, [as]: runPipeline(found, rest, fetch, variables) };
    });
  };
}

function unionStage(fetch: FetchFrom, variables: Doc): Stage {
  return (rows, argument) => {
    const { coll, pipeline }: Doc = isDoc(argument) ? argument : { coll: argument };
    if (typeof coll !== 'string') throw badValue('$unionWith needs a collection name');
    return rows.transform<Doc>((docs) => {
      const others = runPipeline(fetch(coll, {}), pipeline ?? [], fetch, variables);
      return Lazy([...docs, ...others]);
    });
  };
}

/**
 * Runs a pipeline over documents. `fetch` reads other collections, `variables` are those of `let`.
 * Codes 40323 and 40324 for stages that do not exist here, 2 for those that cannot be run.
 */
export function runPipeline(docs: Iterable<Doc>, pipeline: BsonValue, fetch: FetchFrom, variables: Doc = {}): Doc[] {
  const table: Record<string, Stage> = {
    ...baseStages,
    $lookup: lookupStage(fetch, variables),
    $unionWith: unionStage(fetch, variables),
  };
  const stages = checkStages(pipeline, table);
  if (!stages.length) return [...docs];
  return pipelineRunner(stages, table, { variables, collection: (name) => fetch(name, {}) })(docs);
}
