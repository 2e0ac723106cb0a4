import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { badValue } from '../../errors';
import { pipelineRunner } from '../mingo';
import { baseStages, readStage } from './stages';

const ALLOWED = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

/** The document after a pipeline-style update. Code 2 for stages an update may not have. */
export function runUpdatePipeline(doc: Doc, pipeline: readonly BsonValue[]): Doc {
  const stages = pipeline.map((stage): Doc => {
    const [name, argument] = readStage(stage, baseStages);
    if (!ALLOWED.has(name)) throw badValue(`${name} is not allowed to be used within an update`);
    return { [name]: argument };
  });
  const [next] = pipelineRunner(stages, baseStages)([doc]);
  if (!isDoc(next)) throw badValue('an update must leave a document');
  return next;
}
