import type { Readable } from 'node:stream';

/** Where photos lie: a disk here, an object store elsewhere. Keys are content hashes with a size, and never change. */
export interface Storage {
  put(key: string, content: Buffer): Promise<void>;
  has(key: string): Promise<boolean>;
  /** undefined when there is no such key. */
  read(key: string): Promise<{ stream: Readable; bytes: number } | undefined>;
}
