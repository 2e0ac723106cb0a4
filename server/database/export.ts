import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { mongo } from 'mongoose';
import { databaseUri, newFolder } from './address';
import { Digest, fileOf, metadataText, storedDocuments } from './dumpFolder';
import { makeProgress, megabytes, runScript } from './progress';

/** Writes one collection; memory holds a few batches at most. */
async function exportCollection(
  db: mongo.Db,
  info: mongo.CollectionInfo,
  folder: string,
  say: (words: string) => void,
) {
  const { name, options = {}, type = 'collection' } = info;
  const collection = db.collection(name);
  const indexes = await collection.listIndexes({ promoteValues: false }).toArray();
  const metadata = metadataText({ options, indexes, collectionName: name, type });
  const digest = new Digest();
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const document of storedDocuments(collection)) {
      digest.add(document);
      say(`${name}: ${digest.count} documents, ${megabytes(digest.bytes)}`);
      yield document;
    }
  }
  const file = fileOf(folder, name);
  await pipeline(Readable.from(counted()), createWriteStream(`${file}.bson`, { flags: 'wx' }));
  await writeFile(`${file}.metadata.json`, metadata, { flag: 'wx' });
  return digest;
}

/**
 * `npm run db:export [-- --to=DIR] [--uri=…]`: the database named by the URI, from any server that speaks MongoDB's
 * protocol, in the layout of mongodump. Each collection is read while others may write: for one moment of all of them
 * stop the program's writing, or export from a database started on a backup.
 */
async function exportDatabase(): Promise<void> {
  const { values } = parseArgs({ options: { to: { type: 'string' }, uri: { type: 'string' } } });
  const client = await new mongo.MongoClient(databaseUri(values.uri)).connect();
  const progress = makeProgress();
  const began = performance.now();
  try {
    const db = client.db();
    const folder = join(newFolder(values.to, 'exports'), db.databaseName);
    await mkdir(folder, { recursive: true });
    const all = (await db.listCollections().toArray()) as mongo.CollectionInfo[];
    const collections = all.filter(({ name, type }) => type !== 'view' && !name.startsWith('system.'));
    if (!collections.length) throw new Error(`The database ${db.databaseName} is empty.`);
    let documents = 0;
    for (const info of collections) documents += (await exportCollection(db, info, folder, progress.say)).count;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    progress.end(`${folder}: ${collections.length} collections, ${documents} documents in ${seconds} s`);
  } finally {
    await client.close();
  }
}

runScript(exportDatabase);
