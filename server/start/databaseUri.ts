import { isAbsolute, join } from 'node:path';
import { DATABASE, databaseFolder } from '../src/db/localDatabase';
import { readEnv } from '../src/env';
import { runningUri } from '../src/localdb/address';

/** `npm run -s db:uri`: the address of the running local database of DATA_DIR, with its password, for a driver or tool. */
function printUri(): void {
  const { DATA_DIR } = readEnv({ DATA_DIR: process.env.DATA_DIR });
  const folder = isAbsolute(DATA_DIR) ? DATA_DIR : join(__dirname, '..', '..', DATA_DIR);
  console.log(runningUri(databaseFolder(folder), DATABASE));
}

try {
  printUri();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
