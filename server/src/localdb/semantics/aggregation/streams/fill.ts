import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { failedToParse } from '../../../errors';
import { passingStages } from './passing';
import type { Prepare } from './rows';
import { setWindowFields } from './setWindowFields';

const METHODS: Record<string, string> = { locf: '$locf', linear: '$linearFill' };

/** Null and missing are the same partition; the names only keep the fields apart. */
function partitionByFields(fields: BsonValue): Doc {
  if (!Array.isArray(fields) || !fields.every((field) => typeof field === 'string' && field[0] !== '$')) {
    throw failedToParse("partitionByFields of $fill takes field names, which cannot begin with '$'");
  }
  return Object.fromEntries(fields.map((field, i) => [`f${i}`, { $ifNull: [`$${field}`, null] }]));
}

function readOutput(output: Doc): { windows: Doc; values: Doc } {
  const windows: Doc = {};
  const values: Doc = {};
  for (const [field, spec] of Object.entries(output)) {
    if (!isDoc(spec) || Object.keys(spec).length !== 1) {
      throw failedToParse(`the output field '${field}' of $fill takes either a value or a method`);
    }
    const method = Object.hasOwn(METHODS, String(spec.method)) ? METHODS[String(spec.method)] : undefined;
    if ('value' in spec) values[field] = { $ifNull: [`$${field}`, spec.value] };
    else if (method) windows[field] = { [method]: `$${field}` };
    else throw failedToParse(`Method must be either locf or linear, not ${spec.method}`);
  }
  return { windows, values };
}

/** `$fill`: methods are window functions over the partition, values replace what is null or missing. Code 9. */
export const fill: Prepare = (argument, around) => {
  if (!isDoc(argument) || !isDoc(argument.output)) throw failedToParse('$fill must be an object with an output');
  const { partitionBy, partitionByFields: fields, sortBy } = argument;
  if (partitionBy !== undefined && fields !== undefined) {
    throw failedToParse("Maximum one of 'partitionBy' and 'partitionByFields' can be specified in $fill");
  }
  const { windows, values } = readOutput(argument.output);
  const hasMethods = Object.keys(windows).length > 0;
  if (hasMethods && sortBy === undefined) throw failedToParse('sortBy is required if a method is specified');
  const by = fields === undefined ? partitionBy : partitionByFields(fields);
  const window: Doc = { sortBy, output: windows, ...(by === undefined ? {} : { partitionBy: by }) };
  const filled = hasMethods ? setWindowFields(window, around) : undefined;
  const replaced = Object.keys(values).length ? passingStages.$addFields!(values, around) : undefined;
  return (rows) => {
    const between = filled ? filled(rows) : rows;
    return replaced ? replaced(between) : between;
  };
};
