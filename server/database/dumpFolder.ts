import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mongo } from 'mongoose';

const { EJSON } = mongo.BSON;

// The layout of mongodump, which mongorestore reads: `<database>/<collection>.bson`, documents one after the other, and
// `<collection>.metadata.json`, options and indexes in canonical Extended JSON.

const LARGEST_DOCUMENT = 17 * 1024 * 1024;

/** What `<collection>.metadata.json` says. Numbers are BSON objects, so that their types stay. */
export interface Metadata {
  options: mongo.Document;
  indexes: mongo.Document[];
  collectionName: string;
  type: string;
}

/** The path of a collection's file without its ending; names are escaped as in a URL. */
export function fileOf(folder: string, collection: string): string {
  return join(folder, encodeURIComponent(collection));
}

/** Metadata as text; {@link readMetadata} reads it. */
export function metadataText(metadata: Metadata): string {
  return EJSON.stringify(metadata, { relaxed: false });
}

async function readMetadata(file: string): Promise<Metadata> {
  const read = EJSON.parse(await readFile(file, 'utf8'), { relaxed: false }) as Partial<Metadata>;
  if (!read.collectionName || !Array.isArray(read.indexes)) throw new Error(`${file} is no metadata of a collection`);
  return { options: {}, type: 'collection', ...read } as Metadata;
}

/** The collections in a dump: of `folder` itself, or of the one database folder in it. @throws when there is none, or several */
export async function readDump(folder: string): Promise<{ folder: string; collections: Metadata[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter(({ name }) => name.endsWith('.metadata.json'));
  const folders = entries.filter((entry) => entry.isDirectory());
  if (!files.length && folders.length === 1) return readDump(join(folder, folders[0]!.name));
  if (!files.length) throw new Error(`${folder} holds no export of one database`);
  const collections = await Promise.all(files.map(({ name }) => readMetadata(join(folder, name))));
  return { folder, collections };
}

/** The documents of a `.bson` file, as bytes, read as they are wanted. @throws when it ends within a document */
export async function* readDocuments(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    rest = rest.length ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    while (rest.length >= 4) {
      const size = rest.readInt32LE(0);
      if (size < 5 || size > LARGEST_DOCUMENT) throw new Error(`${file} is damaged: a document of ${size} bytes`);
      if (rest.length < size) break;
      yield rest.subarray(0, size);
      rest = rest.subarray(size);
    }
  }
  if (rest.length) throw new Error(`${file} ends within a document`);
}

/** Counts documents and adds up their SHA-256, so that the same documents in any order give the same digest. */
export class Digest {
  count = 0;
  bytes = 0;
  private sum = 0n;

  add(document: Uint8Array): void {
    this.count++;
    this.bytes += document.length;
    const hash = createHash('sha256').update(document).digest('hex');
    this.sum = BigInt.asUintN(256, this.sum + BigInt(`0x${hash}`));
  }

  toString(): string {
    return `${this.count}:${this.sum.toString(16)}`;
  }
}

/** A collection's documents as the server stores them. */
export function storedDocuments(collection: mongo.Collection): AsyncIterable<Buffer> {
  return collection.find({}, { raw: true, batchSize: 1000 }) as unknown as AsyncIterable<Buffer>;
}
