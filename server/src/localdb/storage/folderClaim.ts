import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

// LMDB would let a second process in, but the catalogue is cached in memory: one process per folder. The claim is a folder
// within it that holds one entry, the holder's: a named pipe that the holder keeps open for reading.
//
// Who lives? The system refuses to open a pipe for writing that nobody reads, and closes what a process had open however
// it ends. No process id, start time or name of a machine is compared. So it does not matter
// - that after a crash another process has the holder's id, with or without a /proc to tell them apart (macOS has none),
// - that two containers share the folder, each counts its processes from 1 and sees none of the other's,
// - that the machine was started again, or is called otherwise.
//
// Who takes over from the dead? An entry has a name that is never used again, so whoever removes the entry of a dead holder
// cannot remove that of a living one, however late. A claim is taken by renaming a folder with an entry in it: the system
// does that only where no folder is, or an empty one. So of any number who come at once one gets it
// (`folderClaim.test.ts`).
//
// Where no pipe can be made (Windows, an image without mkfifo) the entry is a plain file, and the process id in its name
// has to do: an id used again by another process then keeps the folder closed until the entry is removed by hand. All who
// share a folder must share a kernel: a pipe does not reach over a network drive or into a virtual machine, nor does LMDB.
const CLAIM = 'localdb.claim.d';

type Failure = NodeJS.ErrnoException;

/** Runs `act`; true when it succeeds, false when it fails with one of the codes. */
function succeeds(act: () => void, ...codes: string[]): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (codes.includes(String((error as Failure).code))) return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as Failure).code === 'EPERM';
  }
}

/** The process id in an entry's name: for people, and for where there are no pipes. */
const pidOf = (entry: string): number => Number.parseInt(entry, 10);

/** Makes an entry and keeps it open; returns what closes it. */
function makeEntry(file: string): () => void {
  try {
    execFileSync('mkfifo', ['-m', '600', file], { stdio: 'ignore' });
  } catch {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  }
  const reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  return () => closeSync(reader);
}

/** Whether the process that made an entry has it open. */
function isHeld(claim: string, entry: string): boolean {
  let isPipe = false;
  const opened = succeeds(
    () => {
      const writer = openSync(join(claim, entry), constants.O_WRONLY | constants.O_NONBLOCK);
      isPipe = fstatSync(writer).isFIFO();
      closeSync(writer);
    },
    'ENXIO', // nobody reads it
    'ENOENT', // it has been removed
  );
  return opened && (isPipe || isRunning(pidOf(entry)));
}

function entriesOf(claim: string): string[] {
  let entries: string[] = [];
  succeeds(() => (entries = readdirSync(claim)), 'ENOENT');
  return entries;
}

/** The living process that holds the folder, if any, by the number it has where it runs. */
export function holderOf(folder: string): number | undefined {
  const claim = join(folder, CLAIM);
  const held = entriesOf(claim).find((entry) => isHeld(claim, entry));
  return held === undefined ? undefined : pidOf(held);
}

/** Removes what the dead left. @throws when a living process holds the folder */
function clear(folder: string, claim: string): void {
  for (const entry of entriesOf(claim)) {
    const file = join(claim, entry);
    if (isHeld(claim, entry)) {
      throw new Error(`database folder ${folder} is in use by process ${pidOf(entry)} (${file})`);
    }
    rmSync(file, { force: true });
  }
  succeeds(() => rmdirSync(claim), 'ENOENT', 'ENOTEMPTY', 'EEXIST'); // Windows does not rename onto an empty folder
}

/**
 * Claims the folder for this process, creating it if needed; returns the function that gives it back.
 * Throws when a living process holds it.
 */
export function claimFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700); // nobody else of this machine reads what is in it
  const claim = join(folder, CLAIM);
  const entry = `${process.pid}.${randomUUID()}`;
  const mine = `${claim}.${entry}`;
  mkdirSync(mine);
  const close = makeEntry(join(mine, entry));
  try {
    do clear(folder, claim);
    while (!succeeds(() => renameSync(mine, claim), 'ENOTEMPTY', 'EEXIST'));
  } catch (error) {
    close();
    rmSync(mine, { recursive: true, force: true });
    throw error;
  }
  return () => {
    rmSync(join(claim, entry), { force: true });
    close();
    succeeds(() => rmdirSync(claim), 'ENOENT', 'ENOTEMPTY', 'EEXIST');
  };
}
