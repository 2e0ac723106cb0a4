import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mongo } from 'mongoose';
import { databaseUri } from './address';
import { Digest, fileOf, type Metadata, readDocuments, readDump, storedDocuments } from './dumpFolder';
import { makeProgress, megabytes, runScript } from './progress';

const { BSON } = mongo;
const DOCUMENTS_AT_ONCE = 1000;
const BYTES_AT_ONCE = 8 * 1024 * 1024;

/** The document with every type kept. @throws when it would not be written again byte for byte (long-deprecated types) */
function typed(bytes: Buffer, collection: string): mongo.Document {
  const document = BSON.deserialize(bytes, { promoteValues: false, promoteBuffers: false, bsonRegExp: true });
  if (bytes.equals(BSON.serialize(document, { ignoreUndefined: false }))) return document;
  throw new Error(`${collection}: the document with _id ${document._id} cannot be written again byte for byte`);
}

/** Inserts a collection's documents as they are in the file. @throws when one is refused */
async function insertAll(db: mongo.Db, name: string, file: string, say: (words: string) => void): Promise<Digest> {
  const digest = new Digest();
  let batch: mongo.Document[] = [];
  let bytes = 0;
  const send = async (): Promise<void> => {
    if (batch.length)
      await db.collection(name).insertMany(batch, { ignoreUndefined: false, bypassDocumentValidation: true });
    batch = [];
    bytes = 0;
  };
  for await (const document of readDocuments(file)) {
    digest.add(document);
    batch.push(typed(document, name));
    bytes += document.length;
    if (batch.length === DOCUMENTS_AT_ONCE || bytes > BYTES_AT_ONCE) await send();
    say(`${name}: ${digest.count} documents, ${megabytes(digest.bytes)}`);
  }
  await send();
  return digest;
}

/** @throws when the server does not hold, byte for byte, what was sent */
async function compare(db: mongo.Db, name: string, sent: Digest, say: (words: string) => void): Promise<void> {
  const found = new Digest();
  for await (const document of storedDocuments(db.collection(name))) {
    found.add(document);
    say(`${name}: ${found.count} of ${sent.count} documents compared`);
  }
  if (found.count !== sent.count) throw new Error(`${name}: ${sent.count} documents sent, ${found.count} found`);
  if (`${found}` !== `${sent}`)
    throw new Error(`${name}: the server stores some documents differently from what was sent`);
}

/** Only when the documents are compared: a TTL index may delete some at once. */
async function makeIndexes(db: mongo.Db, { collectionName, indexes }: Metadata): Promise<void> {
  const wanted = indexes.filter(({ name }) => name !== '_id_').map(({ ns: _, ...index }) => index);
  if (wanted.length) await db.command({ createIndexes: collectionName, indexes: wanted });
  const names = new Set((await db.collection(collectionName).listIndexes().toArray()).map(({ name }) => name));
  const missing = wanted.find(({ name }) => !names.has(name));
  if (missing) throw new Error(`${collectionName}: the index ${missing.name} was not made`);
}

/**
 * `npm run db:import -- --from=DIR [--uri=…]`: what db:export or mongodump wrote of one database, into the empty database
 * named by the URI, on any server that speaks MongoDB's protocol. Counts and digests are compared at the end.
 */
async function importDatabase(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: 'string' }, uri: { type: 'string' } } });
  if (!values.from) throw new Error('Which export? Give --from=DIR.');
  const { folder, collections } = await readDump(resolve(values.from));
  const client = await new mongo.MongoClient(databaseUri(values.uri)).connect();
  const progress = makeProgress();
  const began = performance.now();
  try {
    const db = client.db();
    if ((await db.listCollections().toArray()).length) {
      throw new Error(`The database ${db.databaseName} is not empty. Nothing was written.`);
    }
    let documents = 0;
    for (const metadata of collections) {
      const { collectionName: name, options } = metadata;
      await db.command({ create: name, ...options });
      const sent = await insertAll(db, name, `${fileOf(folder, name)}.bson`, progress.say);
      await compare(db, name, sent, progress.say);
      await makeIndexes(db, metadata);
      documents += sent.count;
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    progress.end(
      `${db.databaseName}: ${collections.length} collections, ${documents} documents, compared, in ${seconds} s`,
    );
  } finally {
    await client.close();
  }
}

runScript(importDatabase);
