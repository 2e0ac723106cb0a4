import { randomUUID } from 'node:crypto';
import { type LocalDatabase, startLocalDatabase } from '../../src/localdb/server';

// The same questions to another server: LOCALDB_CONFORMANCE_URI=mongodb://… (a real mongod, or any that speaks its protocol)
const otherUri = process.env.LOCALDB_CONFORMANCE_URI;

/** The name of a database that nobody else has: on another server there may be data. */
export const conformanceDatabase = otherUri ? `localdb-conformance-${randomUUID().slice(0, 8)}` : 'test';

/** The server that the conformance tests ask: a local database in this process, or the one that is named. */
export async function conformanceTarget(path: string): Promise<LocalDatabase> {
  if (!otherUri) return startLocalDatabase({ path, durability: 'none' });
  return {
    uri: otherUri,
    port: Number(new URL(otherUri).port || 27017),
    sweepExpired: async () => {
      throw new Error('another server deletes what has expired when it likes');
    },
    close: async () => {},
  };
}
