import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'localdb.password';
const BYTES = 32;
const WELL_FORMED = /^[\w-]{43}$/;

/**
 * The password of a data folder: 256 random bits in base64url, made at first start, in a file only its owner can read.
 * @throws when the file holds something else; it is never replaced in silence
 */
export function readPassword(folder: string): string {
  const password = readFileSync(join(folder, FILE), 'utf8').trim();
  if (!WELL_FORMED.test(password)) {
    throw new Error(`${join(folder, FILE)} is damaged: remove it, and a new password is made at the next start`);
  }
  return password;
}

/** As `readPassword`, and makes one if there is none. For the holder of the folder alone. */
export function ensurePassword(folder: string): string {
  const file = join(folder, FILE);
  try {
    chmodSync(file, 0o600); // a copy of the folder may have been made with other rights
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const fresh = `${file}.${randomUUID()}`; // never a half-written password under the real name
    writeFileSync(fresh, `${randomBytes(BYTES).toString('base64url')}\n`, { mode: 0o600 });
    renameSync(fresh, file);
  }
  return readPassword(folder);
}
