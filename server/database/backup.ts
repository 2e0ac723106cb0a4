import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { mongo } from 'mongoose';
import { databaseUri, newFolder } from './address';
import { makeProgress, megabytes, runScript } from './progress';

const LOOK_EVERY_MS = 250;
const COMMAND_NOT_FOUND = 59;

/**
 * `npm run db:backup [-- --to=DIR] [--uri=…]`: a compact copy of the running local database in a new folder on the same
 * machine. To restore: stop the program, put the folder's `data.mdb` in the place of the one in `<data>/database`, start.
 */
async function backup(): Promise<void> {
  const { values } = parseArgs({ options: { to: { type: 'string' }, uri: { type: 'string' } } });
  const to = newFolder(values.to, 'backups');
  const client = await new mongo.MongoClient(databaseUri(values.uri)).connect();
  const progress = makeProgress();
  const began = performance.now();
  const look = setInterval(() => {
    stat(join(`${to}.part`, 'data.mdb')).then(
      ({ size }) => progress.say(`copied ${megabytes(size)}`),
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  try {
    await mkdir(dirname(to), { recursive: true });
    const { file, bytes } = await client.db('admin').command({ localdbBackup: 1, to });
    progress.end(`${file}: ${megabytes(bytes)} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError) || error.code !== COMMAND_NOT_FOUND) throw error;
    throw new Error('This is not the local database. Use its own tools (mongodump), or npm run db:export.');
  } finally {
    clearInterval(look);
    await client.close();
  }
}

runScript(backup);
