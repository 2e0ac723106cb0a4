import { CommandError } from '../errors';

const RUN = 1024;
const TOP_SLACK = 1024;
/** MongoDB's limit for a stage that holds its input. */
const MEMORY_LIMIT = 100 * 1024 * 1024;
const OVERHEAD = 200;

interface Entry {
  key: Buffer;
  bytes: Buffer;
}

/** Code 292 when a stage has gathered more than 100 MB without leave. `what` names it in the message. */
export function refuseBeyondMemory(size: number, what: string, allowed: boolean | undefined): void {
  if (size <= MEMORY_LIMIT || allowed) return;
  const message = `${what} exceeded memory limit of ${MEMORY_LIMIT} bytes, but did not opt in to external sorting.`;
  throw new CommandError(292, 'QueryExceededMemoryLimitNoDiskUseAllowed', message);
}

function byKey(a: Entry, b: Entry): number {
  return Buffer.compare(a.key, b.key);
}

/** One sorted run while runs are being merged. `order` keeps entries with equal keys as they came. */
interface Source {
  run: readonly Entry[];
  at: number;
  order: number;
}

function before(a: Source, b: Source): boolean {
  const difference = Buffer.compare(a.run[a.at]!.key, b.run[b.at]!.key);
  return difference < 0 || (difference === 0 && a.order < b.order);
}

/** Lets the source at the top of the heap sink to its place. */
function sink(heap: Source[]): void {
  for (let i = 0; ; ) {
    const left = 2 * i + 1;
    if (left >= heap.length) return;
    const child = left + 1 < heap.length && before(heap[left + 1]!, heap[left]!) ? left + 1 : left;
    if (!before(heap[child]!, heap[i]!)) return;
    [heap[i], heap[child]] = [heap[child]!, heap[i]!];
    i = child;
  }
}

/**
 * Sorts stored documents by keys, each call a small piece of work: sorted runs of a thousand, merged when they are asked
 * for. Of a sort with a limit only what will be returned is kept.
 */
export class Sorter {
  private readonly runs: Entry[][] = [];
  private fresh: Entry[] = [];
  private size = 0;

  /** `limit` may be infinite. `unlimitedMemory` is the client's leave to go beyond 100 MB. */
  constructor(
    private readonly limit: number,
    private readonly unlimitedMemory?: boolean,
  ) {}

  /** Code 292 when it holds too much. */
  add(key: Buffer, bytes: Buffer): void {
    this.fresh.push({ key, bytes });
    if (this.limit <= RUN) {
      if (this.fresh.length >= this.limit + TOP_SLACK) this.fresh = this.fresh.sort(byKey).slice(0, this.limit);
      return;
    }
    this.size += key.length + bytes.length + OVERHEAD;
    refuseBeyondMemory(this.size, 'Sort', this.unlimitedMemory);
    if (this.fresh.length >= RUN) this.closeRun();
  }

  private closeRun(): void {
    this.runs.push(this.fresh.sort(byKey));
    this.fresh = [];
  }

  /** What was added, in order, up to the limit; null where the caller may pause. */
  *inOrder(): Generator<Buffer | null> {
    if (this.fresh.length) this.closeRun();
    yield null;
    // a heap by first keys: sorting makes one
    const heap = this.runs.map((run, order): Source => ({ run, at: 0, order })).sort((a, b) => (before(a, b) ? -1 : 1));
    for (let left = this.limit; heap.length && left > 0; left--) {
      const top = heap[0]!;
      yield top.run[top.at]!.bytes;
      if (++top.at >= top.run.length) {
        const last = heap.pop()!;
        if (heap.length) heap[0] = last;
      }
      sink(heap);
    }
  }
}
