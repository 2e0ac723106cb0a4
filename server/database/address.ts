import { isAbsolute, join, resolve } from 'node:path';
import { DATABASE, databaseFolder } from '../src/db/localDatabase';
import { runningUri } from '../src/localdb/address';

const root = join(__dirname, '..', '..');

/** The data folder, as the program finds it. */
export function dataFolder(): string {
  const given = process.env.DATA_DIR ?? '.data';
  return isAbsolute(given) ? given : join(root, given);
}

/** The database that is meant: `--uri=`, else `MONGODB_URI`, else the running local one. @throws when none runs */
export function databaseUri(given: string | undefined): string {
  return given ?? process.env.MONGODB_URI ?? runningUri(databaseFolder(dataFolder()), DATABASE);
}

/** The folder named by `--to=`, else a new one under the data folder, named for the time. */
export function newFolder(given: string | undefined, kind: string): string {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  return given ? resolve(given) : join(dataFolder(), kind, stamp);
}
