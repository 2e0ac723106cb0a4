import mongoose from 'mongoose';
import type { Logger } from '../log';
import { migrate } from './migrations/migrate';

/**
 * Connects Mongoose, makes the indexes and brings stored documents up to date. The application knows only Mongoose and a URI; what answers may be the local
 * database, a MongoDB replica set, or anything else that speaks the protocol.
 */
export async function connectDatabase(uri: string, log: Logger): Promise<void> {
  mongoose.set('strictQuery', 'throw');
  mongoose.connection.on('disconnected', () => log.warn('database away'));
  mongoose.connection.on('reconnected', () => log.info('database back'));
  await mongoose.connect(uri, { autoIndex: false, serverSelectionTimeoutMS: 5000, maxPoolSize: 50 });
  await makeIndexes();
  await migrate(log);
}

/** Makes every index of every model; a repeat changes nothing. */
export async function makeIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}

/** Whether the database answers now. */
export const databaseAnswers = async (): Promise<boolean> => {
  if (mongoose.connection.readyState !== mongoose.ConnectionStates.connected) return false;
  try {
    await mongoose.connection.db?.admin().ping();
    return true;
  } catch {
    return false;
  }
};

export const disconnectDatabase = (): Promise<void> => mongoose.disconnect();
