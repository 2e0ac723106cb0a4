import { type Database, open, type RootDatabase, type Transaction } from 'lmdb';
import { decode, encode } from '../bson/codec';
import { CommandError } from '../errors';
import { keyspace } from '../keys/components';
import { type CollectionMeta, copyOf, idsOf, newCollection } from './catalogue';
import { Discarded } from './discarded';
import { type FileStats, fileStats } from './fileStats';
import { claimFolder } from './folderClaim';
import { GroupCommit } from './groupCommit';

/** `sync`: an answered write is on the disk. `none`: no flushing at all, for tests. */
export type Durability = 'sync' | 'none';

const CATALOGUE = 0;
const COUNTS = 1;
const FIRST_ID = 16;

/** One LMDB environment with one key space: [u32 id of collection or index]... The catalogue is cached, written through. */
export class Store {
  collections = new Map<string, CollectionMeta>();
  readonly kv: Database<Buffer, Buffer>;
  private readonly root: RootDatabase;
  private readonly release: () => void;
  private readonly commits: GroupCommit;
  readonly removals: Discarded;
  private nextId = FIRST_ID;
  /** Collections and indexes dropped since the start: a query still reading them must end. */
  private readonly dropped = new Set<number>();
  private closing = false;
  /** How many changes have begun: what was read at the same number is still true. */
  changes = 0;
  private copying?: Promise<void>;
  /** What still reads a snapshot; LMDB must not be closed under it. */
  private readonly snapshots = new Set<Promise<unknown>>();

  /** Opens the folder, creating it if needed. Throws when another process holds it. */
  constructor(
    readonly path: string,
    durability: Durability = 'sync',
  ) {
    this.release = claimFolder(path);
    try {
      // overlappingSync would acknowledge before the flush; eventTurnBatching leaves a promise that nobody can catch
      const plain = { overlappingSync: false, eventTurnBatching: false };
      this.root = open({ path, noSubdir: false, maxDbs: 2, ...plain, noSync: durability === 'none' });
      this.kv = this.root.openDB<Buffer, Buffer>('kv', { keyEncoding: 'binary', encoding: 'binary' });
      this.removals = new Discarded(this.kv);
      this.commits = new GroupCommit(this.kv, () => this.reload());
      this.load();
      this.root.transactionSync(() => this.discardUnfinished());
    } catch (error) {
      this.release();
      throw error;
    }
  }

  private load(): void {
    this.collections.clear();
    for (const { value } of this.kv.getRange({ start: keyspace(CATALOGUE), end: keyspace(COUNTS) })) {
      const collection = decode(value) as unknown as CollectionMeta;
      collection.count = this.kv.get(this.countKey(collection))?.readDoubleBE() ?? 0;
      this.collections.set(collection.ns, collection);
      this.nextId = Math.max(this.nextId, ...idsOf(collection).map((id) => id + 1));
    }
    for (const id of this.removals.all()) this.nextId = Math.max(this.nextId, id + 1);
    this.keepDroppedTrue();
  }

  /** After changes were undone, what they dropped is there again. */
  private keepDroppedTrue(): void {
    for (const collection of this.collections.values()) for (const id of idsOf(collection)) this.dropped.delete(id);
  }

  /** An index whose building was cut short by the end of the process does not exist. */
  private discardUnfinished(): void {
    for (const collection of this.collections.values()) {
      const unfinished = collection.indexes.filter(({ building }) => building);
      for (const { id } of unfinished) this.discard(id);
      collection.indexes = collection.indexes.filter(({ building }) => !building);
      if (unfinished.length) this.saveMeta(collection);
    }
  }

  /** After a commit that failed memory is ahead of the disk. Throws when the storage can no longer be read either. */
  private reload(): void {
    this.kv.resetReadTxn();
    this.load();
  }

  private countKey(collection: CollectionMeta): Buffer {
    return Buffer.concat([keyspace(COUNTS), keyspace(collection.id)]);
  }

  private catalogueKey(ns: string): Buffer {
    return Buffer.concat([keyspace(CATALOGUE), Buffer.from(ns)]);
  }

  /**
   * Runs `change` synchronously in a transaction of its own; if it throws, nothing of it remains. Commands that arrive
   * together share one flush. Code 14031 when the disk is full.
   */
  async write<T>(change: () => T): Promise<T> {
    this.refuseWhenClosing();
    return this.commits.run(() => {
      const saved = new Map(Array.from(this.collections, ([ns, collection]) => [ns, copyOf(collection)]));
      this.changes++;
      try {
        return change();
      } catch (error) {
        this.collections = saved;
        this.keepDroppedTrue();
        throw error;
      }
    });
  }

  // The following change things and are called inside write().

  put(key: Buffer, value: Buffer): void {
    this.kv.put(key, value);
  }

  remove(key: Buffer): void {
    this.kv.remove(key);
  }

  saveMeta(collection: CollectionMeta): void {
    if (this.removals.isHidden(collection.id)) return;
    const { count, ...stored } = collection;
    this.put(this.catalogueKey(collection.ns), encode(stored));
  }

  addCount(collection: CollectionMeta, change: number): void {
    if (change === 0) return;
    collection.count += change;
    if (!this.removals.isHidden(collection.id)) this.saveCount(collection);
  }

  saveCount(collection: CollectionMeta): void {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeDoubleBE(collection.count);
    this.put(this.countKey(collection), bytes);
  }

  /** The collection, created if it does not exist. Code 73 for a name that cannot be one. */
  ensure(ns: string): CollectionMeta {
    const existing = this.collections.get(ns);
    if (existing) return existing;
    const collection = newCollection(ns, this.newId());
    this.collections.set(ns, collection);
    this.saveMeta(collection);
    return collection;
  }

  newId(): number {
    return this.nextId++;
  }

  /** Drops a collection's or an index's keys: few at once, many later by `removeDiscarded`; either way it is gone now. */
  discard(id: number): void {
    this.dropped.add(id);
    this.removals.add(id);
  }

  drop(collection: CollectionMeta): void {
    for (const id of idsOf(collection)) this.discard(id);
    this.remove(this.catalogueKey(collection.ns));
    this.remove(this.countKey(collection));
    this.collections.delete(collection.ns);
  }

  /** Called before each read of a query that may have been suspended. Code 175 when what it reads has been dropped. */
  refuseDropped(key: Buffer): void {
    this.refuseWhenClosing();
    if (!this.dropped.has(key.readUInt32BE(0))) return;
    throw new CommandError(175, 'QueryPlanKilled', 'the collection or index being read was dropped');
  }

  get isClosing(): boolean {
    return this.closing;
  }

  /** To be called before reading after a pause: reading what is closed ends the process. Code 11600. */
  refuseWhenClosing(): void {
    if (this.closing) throw new CommandError(11600, 'InterruptedAtShutdown', 'interrupted at shutdown');
  }

  /** Resolves when everything written before is on the disk. */
  async flush(): Promise<void> {
    await this.root.flushed;
  }

  /** A collection as it was when `transaction` began, which the cached one may be ahead of. */
  storedCollection(ns: string, transaction: Transaction): CollectionMeta | undefined {
    const stored = this.kv.get(this.catalogueKey(ns), { transaction });
    if (!stored) return undefined;
    const collection = decode(stored) as unknown as CollectionMeta;
    collection.count = this.kv.get(this.countKey(collection), { transaction })?.readDoubleBE() ?? 0;
    return collection;
  }

  /** Reads one moment for as long as `run` takes; it must call refuseWhenClosing() after each pause. */
  async snapshot<T>(run: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = this.kv.useReadTransaction();
    const reading = run(transaction);
    this.snapshots.add(reading);
    try {
      return await reading;
    } finally {
      transaction.done();
      this.snapshots.delete(reading);
    }
  }

  fileStats(): FileStats {
    return fileStats(this.kv, this.path);
  }

  /** Writes a compact copy, `data.mdb`, into a folder, beside everything else. Code 117 while another is being made. */
  async copyInto(folder: string): Promise<void> {
    if (this.copying) throw new CommandError(117, 'ConflictingOperationInProgress', 'a copy is being made already');
    this.copying = this.root.backup(folder, true);
    try {
      await this.copying;
    } finally {
      this.copying = undefined;
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.allSettled([this.copying, this.commits.idle(), ...this.snapshots]);
    await this.kv.close();
    await this.root.close();
    this.release();
  }
}
