import { decode, encode } from '../../../bson/codec';
import { type BsonValue, type Doc, isDoc } from '../../../bson/values';
import { badValue } from '../../../errors';
import { sortKey } from '../../../keys/tuples';
import { Sorter } from '../../sorter';
import { sortSpec } from '../../sorting';
import type { Around, Prepare, Rows, Stream } from './rows';

// The stages that must see everything before they give anything.

/** The database's own order of values, so that `$sort` and indexes agree. Keeps no more than `limit`, which may be infinite. */
export function sortStage(spec: BsonValue, { allowDiskUse }: Around, limit = Number.POSITIVE_INFINITY): Stream {
  const fields = sortSpec(spec);
  return function* (rows: Rows) {
    const sorter = new Sorter(limit, allowDiskUse);
    for (const doc of rows) {
      if (doc) sorter.add(sortKey(doc, fields), Buffer.from(encode(doc)));
      yield null;
    }
    for (const bytes of sorter.inOrder()) yield bytes && decode(bytes);
  };
}

/** Any `size` documents, each with the same chance. */
export const sample: Prepare = (argument) => {
  const size = isDoc(argument) ? argument.size : undefined;
  if (typeof size !== 'number' || size < 1) throw badValue('$sample needs a positive size');
  return function* (rows: Rows) {
    const chosen: Doc[] = [];
    let met = 0;
    for (const doc of rows) {
      yield null;
      if (!doc) continue;
      const place = Math.floor(Math.random() * ++met);
      if (chosen.length < size) {
        chosen.push(chosen[place] ?? doc);
        chosen[place] = doc;
      } else if (place < size) chosen[place] = doc;
    }
    yield* chosen;
  };
};
