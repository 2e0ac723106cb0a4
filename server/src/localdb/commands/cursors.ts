import { Long } from 'bson';
import { arrayElement, assemble, documentElement, elementBytes } from '../bson/splice';
import { CommandError } from '../errors';
import type { Step } from '../execution/find';
import { paced, timeLimit } from '../execution/pacing';

const LARGEST_BATCH_BYTES = 16 * 1024 * 1024;
const FIRST_BATCH = 101;
const IDLE_MS = 600_000;

/** How a result is to be sent. */
interface CursorOptions {
  batchSize?: number;
  /** The first batch is the only one. */
  single?: boolean;
  /** For each batch. */
  maxTimeMS?: number;
  /** The projection. */
  map?: (bytes: Buffer) => Buffer;
}

interface Cursor {
  id: number;
  ns: string;
  steps: Iterator<Step>;
  map?: (bytes: Buffer) => Buffer;
  usedAt: number;
  maxTimeMS?: number;
  /** A document that did not fit into the last batch. */
  pending?: Buffer;
}

interface Batch {
  documents: Buffer[];
  done: boolean;
}

async function nextBatch(cursor: Cursor, size: number): Promise<Batch> {
  if (size === 0) return { documents: [], done: false };
  const documents = cursor.pending ? [cursor.pending] : [];
  let bytes = cursor.pending?.length ?? 0;
  cursor.pending = undefined;
  if (documents.length >= size) return { documents, done: false };
  let full = false;
  const take = (step: Step): boolean => {
    if (!step) return true;
    const document = cursor.map ? cursor.map(step) : step;
    if (bytes + document.length > LARGEST_BATCH_BYTES && documents.length) {
      cursor.pending = document;
      full = true;
    } else {
      documents.push(document);
      bytes += document.length;
      full = documents.length >= size;
    }
    return !full;
  };
  await paced(cursor.steps, take, timeLimit(cursor.maxTimeMS));
  return { documents, done: !full };
}

function cursorReply(batchName: string, documents: Buffer[], id: number, ns: string): Buffer {
  const head = elementBytes({ id: Long.fromNumber(id), ns });
  const cursor = assemble(head, arrayElement(batchName, documents));
  return assemble(documentElement('cursor', cursor), elementBytes({ ok: 1 }));
}

/** The open results of all connections. */
export class Cursors {
  private readonly open = new Map<number, Cursor>();
  private nextId = Math.floor(Math.random() * 2 ** 40) + 1;

  get size(): number {
    return this.open.size;
  }

  /** Answers with a first batch, and keeps what is left for `getMore`. Code 50 when `maxTimeMS` runs out. */
  async start(steps: Iterator<Step>, ns: string, options: CursorOptions): Promise<Buffer> {
    const { batchSize = FIRST_BATCH, single, maxTimeMS, map } = options;
    const cursor: Cursor = { id: this.nextId++, ns, steps, map, usedAt: Date.now(), maxTimeMS };
    const { documents, done } = await nextBatch(cursor, batchSize);
    const ended = done || Boolean(single);
    if (!ended) this.open.set(cursor.id, cursor);
    return cursorReply('firstBatch', documents, ended ? 0 : cursor.id, ns);
  }

  /** Answers with the next batch, of any number when `batchSize` is 0. Code 43 for a cursor there is not. */
  async more(id: number, batchSize: number): Promise<Buffer> {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError(43, 'CursorNotFound', `cursor id ${id} not found`);
    this.open.delete(id); // a second getMore meanwhile must not read from it
    const { documents, done } = await nextBatch(cursor, batchSize || Number.POSITIVE_INFINITY);
    cursor.usedAt = Date.now();
    if (!done) this.open.set(id, cursor);
    return cursorReply('nextBatch', documents, done ? 0 : id, cursor.ns);
  }

  /** Whether there was such a cursor. */
  kill(id: number): boolean {
    return this.open.delete(id);
  }

  /** Forgets cursors that nobody asked for ten minutes. */
  expire(now = Date.now()): void {
    for (const [id, cursor] of this.open) if (cursor.usedAt < now - IDLE_MS) this.open.delete(id);
  }

  clear(): void {
    this.open.clear();
  }
}
