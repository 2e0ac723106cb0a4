import { statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'lmdb';

/** Sizes in bytes. */
export interface FileStats {
  fileBytes: number;
  /** Pages of the file that hold nothing and are used before it grows. */
  freeBytes: number;
  /** How much of the address space is set aside; it grows with the file. */
  mapBytes: number;
  pageSize: number;
  lastPage: number;
  lastTransaction: number;
  /** Slots that readers have used, of so many. */
  readers: number;
  mostReaders: number;
  fileSystemBytes: number;
  fileSystemFreeBytes: number;
}

interface TreeStats {
  pageSize: number;
  treeBranchPageCount: number;
  treeLeafPageCount: number;
  overflowPages: number;
}

/** What lmdb-js gathers from mdb_stat of the three trees and from mdb_env_info. */
interface LmdbStats extends TreeStats {
  root: TreeStats;
  free: TreeStats;
  mapSize: number;
  lastPageNumber: number;
  lastTxnId: number;
  numReaders: number;
  maxReaders: number;
}

const META_PAGES = 2;

function pagesOf({ treeBranchPageCount, treeLeafPageCount, overflowPages }: TreeStats): number {
  return treeBranchPageCount + treeLeafPageCount + overflowPages;
}

/** Size and filling of the data file in `folder`. What no tree holds is free. */
export function fileStats(kv: Database<Buffer, Buffer>, folder: string): FileStats {
  const stats = kv.getStats() as LmdbStats;
  const { pageSize } = stats;
  const used = META_PAGES + pagesOf(stats) + pagesOf(stats.root) + pagesOf(stats.free);
  const disk = statfsSync(folder);
  return {
    fileBytes: statSync(join(folder, 'data.mdb')).size,
    freeBytes: Math.max(0, stats.lastPageNumber + 1 - used) * pageSize,
    mapBytes: stats.mapSize,
    pageSize,
    lastPage: stats.lastPageNumber,
    lastTransaction: stats.lastTxnId,
    readers: stats.numReaders,
    mostReaders: stats.maxReaders,
    fileSystemBytes: disk.blocks * disk.bsize,
    fileSystemFreeBytes: disk.bavail * disk.bsize,
  };
}
