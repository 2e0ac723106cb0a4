import { mongo } from 'mongoose';

const DUPLICATE = 11000;

/** Whether a write failed only because of a unique key: the document, or one that excludes it, is already there. */
export function isDuplicateKey(error: unknown): boolean {
  if (error instanceof mongo.MongoBulkWriteError)
    return [error.writeErrors].flat().every((each) => each.code === DUPLICATE);
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE;
}
