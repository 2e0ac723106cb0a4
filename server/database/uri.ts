import { DATABASE, databaseFolder } from '../src/db/localDatabase';
import { runningUri } from '../src/localdb/address';
import { dataFolder } from './address';

/** `npm run -s db:uri`: the address of the running local database of DATA_DIR, with its password, for a driver or tool. */
try {
  console.log(runningUri(databaseFolder(dataFolder()), DATABASE));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
