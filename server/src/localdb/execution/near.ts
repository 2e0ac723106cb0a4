import { decode, encode } from '../bson/codec';
import type { Doc } from '../bson/values';
import { isInReach, nearestOf } from '../geo/near';
import { primaryKey } from '../keys/components';
import type { NearPlan } from '../planner/nearPlan';
import { writeAt } from '../semantics/update/locations';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';
import { type Effort, scanIds } from './scan';

/** The fields `$geoNear` adds: paths, and what distances are multiplied with. */
export interface NearFields {
  distance?: string;
  location?: string;
  multiplier: number;
}

interface Setting {
  /** The rest of the filter, on stored bytes. */
  test?: (bytes: Buffer) => boolean;
  shown?: NearFields;
  effort: Effort;
}

interface Found {
  distance: number;
  bytes: Buffer;
}

const WIDER = 2;
const MUCH_WIDER = 4;

function withFields(doc: Doc, { distance, location, multiplier }: NearFields, length: number, value: unknown): Buffer {
  if (distance) writeAt(doc, distance.split('.'), length * multiplier);
  if (location) writeAt(doc, location.split('.'), value);
  return encode(doc);
}

/**
 * The documents of a `$near` in order of their distance, found in circles that grow until all asked for are in them;
 * null where a step found nothing to give.
 */
export function* nearRows(
  store: Store,
  collection: CollectionMeta,
  plan: NearPlan,
  { test, shown, effort }: Setting,
): Generator<Buffer | null> {
  const { path, near } = plan.predicate;
  const { most } = plan;
  const seen = new Set<string>();
  let waiting: Found[] = [];

  function look(id: Buffer): number {
    store.refuseWhenClosing();
    const text = id.toString('latin1');
    if (seen.has(text)) return 0;
    seen.add(text);
    const bytes = store.kv.get(primaryKey(collection.id, id));
    if (!bytes) return 0; // deleted since
    effort.docs++;
    const doc = decode(bytes);
    const nearest = nearestOf(doc, path, near);
    if (!nearest || !isInReach(near, nearest.distance) || (test && !test(bytes))) return 0;
    const { distance, value } = nearest;
    waiting.push({ distance, bytes: shown ? withFields(doc, shown, distance * near.unit, value) : bytes });
    return 1;
  }

  let radius = plan.narrows ? Math.min(most, Math.max(plan.first, near.least * WIDER)) : most;
  for (;;) {
    let found = 0;
    for (const id of scanIds(store, plan.within(radius), effort)) {
      if (id) found += look(id);
      yield null;
    }
    waiting.sort((a, b) => a.distance - b.distance);
    const reached = radius;
    for (const { distance, bytes } of waiting) if (distance <= reached) yield bytes;
    waiting = waiting.filter(({ distance }) => distance > reached);
    if (radius >= most) return;
    radius = Math.min(most, radius * (found ? WIDER : MUCH_WIDER));
  }
}
