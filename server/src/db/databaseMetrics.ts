import mongoose from 'mongoose';
import { Gauge } from 'prom-client';

const storage = new Gauge({
  name: 'database_storage_bytes',
  help: "Size of the database's files, as dbStats tells it; the whole file on the local database",
});
const free = new Gauge({
  name: 'database_free_bytes',
  help: 'Part of database_storage_bytes that holds nothing and is used again before the files grow',
});

/** Asks the database for its sizes; when it does not answer, the gauges keep what they were. */
export async function measureDatabase(): Promise<void> {
  if (mongoose.connection.readyState !== mongoose.ConnectionStates.connected) return;
  try {
    const stats = await mongoose.connection.db?.command({ dbStats: 1, freeStorage: 1, maxTimeMS: 2000 });
    if (typeof stats?.storageSize === 'number') storage.set(stats.storageSize);
    if (typeof stats?.freeStorageSize === 'number') free.set(stats.freeStorageSize);
  } catch {
    // /readyz says that it is away
  }
}
