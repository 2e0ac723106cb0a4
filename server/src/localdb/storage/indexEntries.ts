import type { Doc } from '../bson/values';
import { CommandError } from '../errors';
import { geoTuplesOf, isGeoIndex } from '../geo/entries';
import { entryKey } from '../keys/components';
import { tuplesOf } from '../keys/tuples';
import { matcher } from '../semantics/matcher';
import { HASHED, type IndexMeta } from './catalogue';

interface Compiled {
  paths: string[][];
  descending: boolean[];
  hashed: boolean;
  /** The partial filter. */
  accepts?: (doc: Doc) => boolean;
}

const compiled = new WeakMap<IndexMeta, Compiled>();

/** The index's paths, directions and partial filter, prepared once. */
export function compiledIndex(index: IndexMeta): Compiled {
  let known = compiled.get(index);
  if (!known) {
    known = {
      paths: Object.keys(index.key).map((path) => path.split('.')),
      hashed: Object.values(index.key).includes(HASHED),
      descending: Object.values(index.key).map((direction) => Number(direction) < 0),
      accepts: index.partialFilterExpression && matcher(index.partialFilterExpression),
    };
    compiled.set(index, known);
  }
  return known;
}

/**
 * The index entries of one document, by their bytes as text, without duplicates; `id` is its encoded `_id`. Marks the
 * index multikey where the document needs it, and then calls `onMultikey`. Codes 171, 16766 and 17280 when it cannot be indexed.
 */
export function entriesOf(index: IndexMeta, doc: Doc, id: Buffer, onMultikey?: () => void): Map<string, Buffer> {
  const { paths, descending, hashed, accepts } = compiledIndex(index);
  const entries = new Map<string, Buffer>();
  if (accepts && !accepts(doc)) return entries;
  const multikey = [...index.multikey];
  const tuples = isGeoIndex(index) ? geoTuplesOf(doc, index, multikey) : tuplesOf(doc, paths, multikey);
  if (hashed && multikey.includes(true)) {
    const message = `hashed indexes do not currently support array values. Found array at path: ${paths[multikey.indexOf(true)]!.join('.')}`;
    throw new CommandError(16766, 'Location16766', message);
  }
  if (multikey.some((flag, i) => flag !== index.multikey[i])) {
    index.multikey = multikey;
    onMultikey?.();
  }
  for (const tuple of tuples) {
    if (index.sparse && tuple.every((value) => value === undefined)) continue;
    const key = entryKey(index.id, tuple, descending, id);
    entries.set(key.toString('latin1'), key);
  }
  return entries;
}
