import { decode, encode } from '../../../bson/codec';
import { type BsonValue, isDoc } from '../../../bson/values';
import { badValue, CommandError } from '../../../errors';
import { compareValues } from '../../../keys/compare';
import { encodeWhole } from '../../../keys/components';
import { Sorter } from '../../sorter';
import { type Rounder, readGranularity, roundable } from './granularity';
import { grouping, outputFields, resultOf } from './group';
import { sortStage } from './ordering';
import type { Evaluate, Prepare, Rows } from './rows';

/** Puts each value into the bucket whose lower boundary is the greatest not above it. */
const bucket: Prepare = (argument, around) => {
  if (!isDoc(argument)) throw badValue('the $bucket argument must be an object');
  const { groupBy, boundaries, default: other, output = { count: { $sum: 1 } } } = argument;
  if (!Array.isArray(boundaries) || boundaries.length < 2 || !isDoc(output)) {
    throw badValue('$bucket needs boundaries, at least two, and an output that is an object');
  }
  const limits: BsonValue[] = boundaries;
  if (limits.some((limit, i) => i > 0 && compareValues(limits[i - 1], limit) >= 0)) {
    throw new CommandError(40194, 'Location40194', 'the boundaries of $bucket must be sorted in ascending order');
  }
  const keyFor = around.expression(groupBy);
  const idOf: Evaluate = (doc) => {
    const value = keyFor(doc);
    const above = limits.findIndex((limit) => compareValues(value, limit) < 0);
    if (above > 0) return limits[above - 1];
    if (other !== undefined) return other;
    const message = '$switch could not find a matching branch for an input, and no default was specified.';
    throw new CommandError(40066, 'Location40066', message);
  };
  const grouped = grouping(idOf, outputFields(output, around), around);
  const sorted = sortStage({ _id: 1 }, around);
  return (rows) => sorted(grouped(rows));
};

/**
 * Buckets of about the same number of documents; equal values are never divided. With a granularity the boundaries are
 * numbers of its series, and a bucket takes all values below its upper one.
 */
const bucketAuto: Prepare = (argument, around) => {
  if (!isDoc(argument)) throw badValue('the $bucketAuto argument must be an object');
  const { groupBy, buckets, output = { count: { $sum: 1 } } } = argument;
  if (typeof buckets !== 'number' || !Number.isInteger(buckets) || buckets < 1 || !isDoc(output)) {
    throw badValue('$bucketAuto needs a positive number of buckets, and an output that is an object');
  }
  const keyFor = around.expression(groupBy);
  const rounder = argument.granularity === undefined ? undefined : readGranularity(argument.granularity);
  const boundaryOf: Evaluate = (doc) => {
    const value = keyFor(doc) ?? null;
    return rounder ? roundable(value) : value;
  };
  const fields = outputFields(output, around);
  return function* (rows: Rows) {
    const sorter = new Sorter(Number.POSITIVE_INFINITY, around.allowDiskUse);
    let total = 0;
    for (const doc of rows) {
      yield null;
      if (!doc) continue;
      sorter.add(encodeWhole(boundaryOf(doc)), Buffer.from(encode(doc)));
      total++;
    }
    const wanted = Math.max(1, Math.round(total / buckets));
    let made = 0;
    let taken = 0;
    let states = fields.map(([, begin]) => begin());
    let least: BsonValue;
    let greatest: BsonValue;
    for (const bytes of sorter.inOrder()) {
      yield null;
      if (!bytes) continue;
      const doc = decode(bytes);
      const value = boundaryOf(doc);
      const isFull = taken >= wanted && made < buckets - 1 && compareValues(value, greatest) !== 0;
      const bound = isFull && rounder ? upperBound(rounder, greatest as number, value as number) : value;
      if (isFull && compareValues(value, bound) >= 0) {
        yield resultOf({ min: least, max: bound }, fields, states);
        states = fields.map(([, begin]) => begin());
        made++;
        taken = 0;
        least = bound;
      }
      if (made === 0 && taken === 0) least = rounder ? rounder.down(value as number) : value;
      taken++;
      greatest = value;
      for (const state of states) state.add(doc);
    }
    if (taken) {
      const max = rounder ? rounder.up(greatest as number) : greatest;
      yield resultOf({ min: least, max }, fields, states);
    }
  };
};

/** Where a bucket of rounded boundaries ends: above its greatest value; one of zeros alone ends below the next value. */
function upperBound(rounder: Rounder, greatest: number, next: number): number {
  return greatest === 0 ? rounder.down(next) : rounder.up(greatest);
}

export const bucketStages: Record<string, Prepare> = { $bucket: bucket, $bucketAuto: bucketAuto };
