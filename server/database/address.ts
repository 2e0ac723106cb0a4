import { isAbsolute, join, resolve } from 'node:path';

const root = join(__dirname, '..', '..');

/** The data folder, as the program finds it. */
export function dataFolder(): string {
  const given = process.env.DATA_DIR ?? '.data';
  return isAbsolute(given) ? given : join(root, given);
}

/** The database that is meant: `--uri=`, else `MONGODB_URI`. @throws when neither says it */
export function databaseUri(given: string | undefined): string {
  const uri = given ?? process.env.MONGODB_URI;
  if (!uri) throw new Error('Which database? Give --uri=mongodb://… or set MONGODB_URI.');
  return uri;
}

/** The folder named by `--to=`, else a new one under the data folder, named for the time. */
export function newFolder(given: string | undefined, kind: string): string {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  return given ? resolve(given) : join(dataFolder(), kind, stamp);
}
