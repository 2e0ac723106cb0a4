import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Doc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { paced, timeLimit } from '../execution/pacing';
import type { CollectionMeta } from '../storage/catalogue';
import { collectionSize } from '../storage/collectionSize';
import type { Store } from '../storage/store';
import { validateCollection } from '../storage/validation';
import { type Command, collectionOf, type Handler, namespaceNotFound, numberArgument } from './command';

function collectionsOfDb(store: Store, db: string): CollectionMeta[] {
  return [...store.collections.values()].filter((collection) => collection.db === db);
}

/** Sizes are those of the whole file: documents of all collections lie in the same pages. */
const databaseStats: Handler = ({ store, db }) => {
  const collections = collectionsOfDb(store, db);
  const file = store.fileStats();
  return {
    db,
    collections: collections.length,
    views: 0,
    objects: collections.reduce((sum, { count }) => sum + count, 0),
    indexes: collections.reduce((sum, { indexes }) => sum + indexes.length + 1, 0),
    storageSize: file.fileBytes,
    freeStorageSize: file.freeBytes,
    totalSize: file.fileBytes,
    totalFreeStorageSize: file.freeBytes,
    fsUsedSize: file.fileSystemBytes - file.fileSystemFreeBytes,
    fsTotalSize: file.fileSystemBytes,
    scaleFactor: 1,
    ok: 1,
  };
};

/**
 * What `collStats` and the `storageStats` of `$collStats` tell: sizes in bytes, or in units of `scale`. The whole
 * collection is read for it, giving way to other connections meanwhile. Code 50 when `maxTimeMS` runs out.
 */
export async function storageStats({ store, ns }: Command, scale = 1, maxTimeMS?: number): Promise<Doc> {
  if (!Number.isInteger(scale) || scale < 1) throw badValue("'scale' must be a positive whole number");
  const { documents, documentBytes, storedBytes, indexBytes } = (await store.snapshot((transaction) =>
    paced(
      collectionSize(store, store.storedCollection(ns, transaction), transaction),
      () => true,
      timeLimit(maxTimeMS),
    ),
  ))!;
  const scaled = (bytes: number): number => Math.floor(bytes / scale);
  const indexes = Object.entries(indexBytes);
  const totalIndexBytes = indexes.reduce((sum, [, bytes]) => sum + bytes, 0);
  return {
    size: scaled(documentBytes),
    count: documents,
    ...(documents ? { avgObjSize: Math.floor(documentBytes / documents) } : {}),
    storageSize: scaled(storedBytes),
    nindexes: indexes.length,
    totalIndexSize: scaled(totalIndexBytes),
    totalSize: scaled(documentBytes + totalIndexBytes),
    indexSizes: Object.fromEntries(indexes.map(([name, bytes]) => [name, scaled(bytes)])),
    scaleFactor: scale,
  };
}

const collectionStats: Handler = async (command) => {
  const { body, ns } = command;
  const { capped, options = {} } = collectionOf(command) ?? {};
  const limits = capped && { max: options.max ?? 0, maxSize: options.size };
  const stats = await storageStats(command, numberArgument(body, 'scale'), numberArgument(body, 'maxTimeMS'));
  return { ns, ...stats, capped: capped !== undefined, ...limits, ok: 1 };
};

const serverStatus: Handler = ({ store, cursors }) => ({
  version: '7.0.0',
  process: 'localdb',
  pid: process.pid,
  uptime: process.uptime(),
  mem: process.memoryUsage(),
  cursors: cursors.size,
  storageEngine: { name: 'lmdb', persistent: true },
  lmdb: { ...store.fileStats() },
  ok: 1,
});

/** Compares all documents with all index entries of one moment, giving way to other connections meanwhile. */
const validate: Handler = ({ store, ns }) =>
  store.snapshot(async (transaction) => {
    const collection = store.storedCollection(ns, transaction);
    if (!collection) throw namespaceNotFound(ns);
    const found = await paced(validateCollection(store, collection, transaction), () => true);
    const { documents, keysPerIndex, problems } = found!;
    const indexDetails: Doc = {};
    for (const name of Object.keys(keysPerIndex)) {
      indexDetails[name] = { valid: !problems.some((problem) => problem.startsWith(`${name}: `)) };
    }
    return {
      ns,
      nInvalidDocuments: 0,
      nNonCompliantDocuments: 0,
      nrecords: documents,
      nIndexes: Object.keys(keysPerIndex).length,
      keysPerIndex,
      indexDetails,
      valid: !problems.length,
      repaired: false,
      warnings: [],
      errors: problems,
      extraIndexEntries: [],
      missingIndexEntries: [],
      corruptRecords: [],
      ok: 1,
    };
  });

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The folder to make: absolute, not there yet, in a folder that is, and not among the data. Code 2 otherwise. */
async function backupFolder(store: Store, to: unknown): Promise<string> {
  if (typeof to !== 'string' || !isAbsolute(to) || to.includes('\0')) throw badValue("'to' must be an absolute path");
  const folder = resolve(to);
  const fromData = relative(resolve(store.path), folder);
  if (!fromData.startsWith('..') && !isAbsolute(fromData)) throw badValue(`'to' lies in the data folder: ${folder}`);
  if (await exists(folder)) throw badValue(`'to' is there already: ${folder}`);
  if (!(await exists(dirname(folder)))) throw badValue(`there is no folder ${dirname(folder)}`);
  return folder;
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * `{localdbBackup: 1, to: <absolute path of a new folder>}` on `admin`: a compact copy of one moment, at the earliest
 * that of the call, while reads and writes go on. The folder appears when the copy is whole and on the disk; until then
 * it is called `<to>.part`. A database started on it has everything.
 */
const backup: Handler = async ({ store, db, body }) => {
  if (db !== 'admin')
    throw new CommandError(13, 'Unauthorized', 'localdbBackup may only be run against the admin database');
  const folder = await backupFolder(store, body.to);
  const part = `${folder}.part`;
  if (await exists(part)) throw badValue(`${part} is being made, or was left by a backup cut short`);
  await mkdir(part, { mode: 0o700 });
  try {
    await store.copyInto(part);
    const file = join(part, 'data.mdb');
    await flushFile(file);
    const { size } = await stat(file);
    await rename(part, folder);
    await flushFile(dirname(folder));
    return { file: join(folder, 'data.mdb'), bytes: size, ok: 1 };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
};

/** The state of the data file, and copies of it. */
export const healthCommands: Record<string, Handler> = {
  dbstats: databaseStats,
  collstats: collectionStats,
  serverstatus: serverStatus,
  validate,
  localdbbackup: backup,
};
