import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { CommandError } from '../../errors';
import { matcher } from '../matcher';
import { mingoStages, type Stage } from '../mingo';
import { stageProjector } from '../projection/project';
import { correctedStages, variablesOf } from './correctedStages';

const match: Stage = (rows, filter, options) => rows.filter<Doc>(matcher(filter, variablesOf(options)));

const project: Stage = (rows, spec, options) => rows.map<Doc, Doc>(stageProjector(spec, variablesOf(options)));

const { $out, $merge, ...usable } = mingoStages;

/** The stages a pipeline may use: mingo's, with our own filters, projections and order of values. */
export const baseStages: Record<string, Stage> = {
  ...usable,
  ...correctedStages,
  $match: match,
  $project: project,
};

/** Name and argument of a stage. Code 40323 or 40324 when it is not one of the table. */
export function readStage(stage: BsonValue, table: Record<string, Stage>): [string, BsonValue] {
  const [entry, ...others] = isDoc(stage) ? Object.entries(stage) : [];
  if (!entry || others.length) {
    const message = 'A pipeline stage specification object must contain exactly one field.';
    throw new CommandError(40323, 'Location40323', message);
  }
  if (!Object.hasOwn(table, entry[0])) {
    const message = `Unrecognized pipeline stage name: '${entry[0]}' (or not supported by this database)`;
    throw new CommandError(40324, 'Location40324', message);
  }
  return entry;
}
