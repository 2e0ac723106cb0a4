import type { Database } from 'lmdb';
import { CommandError } from '../errors';

/** What says that the storage has no room: ENOSPC, EFBIG, EDQUOT, Windows' disk full, LMDB's map full. */
const NO_ROOM = new Set([28, 27, 122, 112, -30792]);
/** LMDB also calls a write that was cut short, which is how a disk fills up, an input/output error. */
const CUT_SHORT = 5;

interface Waiting {
  /** Runs the change in a transaction of its own inside the commit; returns what to tell once it is on the disk. */
  attempt: () => () => void;
  reject: (error: unknown) => void;
}

function outOfDiskSpace(reason: string): CommandError {
  return new CommandError(14031, 'OutOfDiskSpace', `nothing was written, the storage did not take it: ${reason}`);
}

/** The failure as a client should see it: code 14031 when there is no room. */
async function explained(error: unknown): Promise<unknown> {
  if (error instanceof CommandError) return error; // its codes are MongoDB's, not the system's
  const { code, commitError } = error as { code?: number; commitError?: Promise<never> };
  if (commitError) return commitError.catch(explained);
  if (code !== undefined && NO_ROOM.has(code)) return outOfDiskSpace((error as Error).message);
  if (code === CUT_SHORT) return outOfDiskSpace('it is full, or broken (a write was cut short)');
  return error;
}

/**
 * One commit after the other; changes that arrive meanwhile share the next. So no change ever sees, in memory, what an
 * unfinished commit may yet lose.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private work = Promise.resolve();
  private running = false;

  /** `onLost` makes memory agree with the disk again after a commit failed. If it throws, the process must end. */
  constructor(
    private readonly kv: Database<Buffer, Buffer>,
    private readonly onLost: () => void,
  ) {}

  /**
   * Runs `change` synchronously in a transaction of its own; resolves when it is committed. Rejects with what it threw,
   * or with code 14031 when the disk is full; nothing of it remains then.
   */
  run<T>(change: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const attempt = (): (() => void) => {
        try {
          const result = this.kv.childTransaction(change) as T; // inside a transaction it is synchronous
          return () => resolve(result);
        } catch (error) {
          return () => void explained(error).then(reject);
        }
      };
      this.waiting.push({ attempt, reject });
      if (!this.running) this.work = this.commitWaiting();
    });
  }

  /** Resolves when every change so far is committed, or has failed. */
  idle(): Promise<void> {
    return this.work;
  }

  private async commitWaiting(): Promise<void> {
    this.running = true;
    while (this.waiting.length) await this.commitOnce();
    this.running = false;
  }

  private async commitOnce(): Promise<void> {
    let taken: Waiting[] = [];
    try {
      const tell = await this.kv.transaction(() => {
        taken = this.waiting;
        this.waiting = [];
        return taken.map(({ attempt }) => attempt());
      });
      for (const each of tell) each();
    } catch (error) {
      const reason = await explained(error);
      this.onLost();
      if (!taken.length) taken = this.waiting.splice(0); // it did not even begin
      for (const { reject } of taken) reject(reason);
    }
  }
}
