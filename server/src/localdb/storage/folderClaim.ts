import { randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * LMDB would let a second process in, but the catalogue is cached in memory: one process per folder. The claim is a file
 * with the process id and, where the system tells it, the process's start time, so that an id used again by another
 * process after a crash is not mistaken for the holder.
 */
const CLAIM_FILE = 'localdb.claim';

/** Start time in clock ticks since boot, with the boot's id; empty where there is no /proc. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before may hold spaces
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot} ${fields[19]}`;
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderIn(claim: string): number | undefined {
  const [pid = '', started = ''] = claim.split('\n');
  const holder = Number(pid);
  if (!Number.isInteger(holder) || holder <= 0 || !isRunning(holder)) return undefined;
  const now = startedAt(holder);
  return started && now && started !== now ? undefined : holder;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The living process that holds the folder, if any. */
export function holderOf(folder: string): number | undefined {
  return holderIn(readOrEmpty(join(folder, CLAIM_FILE)));
}

/**
 * Claims the folder for this process, creating it if needed; returns the function that gives it back.
 * Throws when a living process holds it.
 */
export function claimFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700); // nobody else of this machine reads what is in it
  const file = join(folder, CLAIM_FILE);
  const mine = join(folder, `${CLAIM_FILE}.${randomUUID()}`);
  const stale = `${mine}.stale`;
  writeFileSync(mine, `${process.pid}\n${startedAt(process.pid)}\n`);
  try {
    while (!tryLink(mine, file)) {
      const found = readOrEmpty(file);
      const holder = holderIn(found);
      if (holder !== undefined) throw new Error(`database folder ${folder} is in use by process ${holder} (${file})`);
      try {
        renameSync(file, stale);
      } catch {
        continue; // another process was quicker
      }
      if (readOrEmpty(stale) !== found) tryLink(stale, file); // it was renewed meanwhile: put it back, look again
      rmSync(stale, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(file, { force: true });
}
