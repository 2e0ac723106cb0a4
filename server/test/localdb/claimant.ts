import fs, { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimFolder } from '../../src/localdb/storage/folderClaim';

// A process that claims a folder when it is told to, for `folderClaim.test.ts`.

/** What a claimant is told: claim the folder and keep it, or claim it and give it back so many times. */
export interface Order {
  folder: string;
  turns?: number;
}

/** What it says: the reason why it was refused, or that another was inside with it. */
export interface Outcome {
  refused?: string;
  metAnother?: boolean;
}

const LONGEST_PAUSE_MS = 4;
const never = new Int32Array(new SharedArrayBuffer(4));

/** Pauses at random before each call to the file system, so that every interleaving of several processes comes up. */
function dawdle(): void {
  for (const name of ['openSync', 'readdirSync', 'renameSync', 'rmdirSync', 'rmSync'] as const) {
    const act = fs[name] as (...given: unknown[]) => unknown;
    Object.assign(fs, {
      [name](...given: unknown[]) {
        if (Math.random() < 0.5) Atomics.wait(never, 0, 0, Math.random() * LONGEST_PAUSE_MS);
        return act(...given);
      },
    });
  }
}

/** Has the folder so many times; whoever is inside shows it by a file. */
function takeTurns(folder: string, turns: number): Outcome {
  const inside = join(folder, 'inside');
  for (let had = 0; had < turns; ) {
    let release: () => void;
    try {
      release = claimFolder(folder);
    } catch (error) {
      if (/is in use by process/.test(String(error))) continue;
      throw error;
    }
    try {
      writeFileSync(inside, '', { flag: 'wx' });
    } catch {
      return { metAnother: true };
    }
    rmSync(inside);
    release();
    had++;
  }
  return {};
}

function carryOut({ folder, turns }: Order): Outcome {
  try {
    if (turns) return takeTurns(folder, turns);
    claimFolder(folder);
    return {};
  } catch (error) {
    return { refused: String(error) };
  }
}

dawdle();
process.on('message', (order: Order) => process.send?.(carryOut(order)));
process.send?.({});
