import type { Database } from 'lmdb';
import { keyspace } from '../keys/components';

/** The key space of what has been dropped and still has keys. */
const DISCARDED = 2;

const KEYS_REMOVED_AT_ONCE = 300;

function discardedKey(id: number): Buffer {
  return Buffer.concat([keyspace(DISCARDED), keyspace(id)]);
}

/**
 * Collections and indexes, by number, whose keys are to be removed. Those being filled that nobody may see yet are among
 * them, so that nothing of them is left when the process ends before they are whole.
 */
export class Discarded {
  private readonly hidden = new Set<number>();

  constructor(private readonly kv: Database<Buffer, Buffer>) {}

  /** Whether it is being filled by this process. */
  isHidden(id: number): boolean {
    return this.hidden.has(id);
  }

  /** Those that hold keys nobody needs. */
  list(): number[] {
    return this.all().filter((id) => !this.hidden.has(id));
  }

  /** Those of {@link list} and the hidden ones. */
  all(): number[] {
    const keys = this.kv.getKeys({ start: keyspace(DISCARDED), end: keyspace(DISCARDED + 1) });
    return Array.from(keys, (key) => key.readUInt32BE(4));
  }

  /** Leaves a hidden one, whole or not at all, to be removed. */
  abandon(id: number): void {
    this.hidden.delete(id);
  }

  // The following are called inside Store.write().

  /** Removes few keys at once; many are left to {@link removeSome}. */
  add(id: number): void {
    if (!this.removeSome(id)) this.kv.put(discardedKey(id), Buffer.alloc(0));
  }

  /** Removes some of the keys; true when there are no more. */
  removeSome(id: number, atOnce = KEYS_REMOVED_AT_ONCE): boolean {
    const keys = Array.from(this.kv.getKeys({ start: keyspace(id), end: keyspace(id + 1), limit: atOnce }));
    for (const key of keys) this.kv.remove(key);
    if (keys.length === atOnce) return false;
    this.kv.remove(discardedKey(id));
    return true;
  }

  /** Begins a hidden one. */
  hide(id: number): void {
    this.hidden.add(id);
    this.kv.put(discardedKey(id), Buffer.alloc(0));
  }

  /** Keeps a hidden one: from the end of the transaction on it is no longer to be removed. */
  keep(id: number): void {
    this.hidden.delete(id);
    this.kv.remove(discardedKey(id));
  }
}
