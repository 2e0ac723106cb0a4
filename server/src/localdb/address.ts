import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPassword } from './auth/password';
import { holderOf } from './storage/folderClaim';

export const HOST = '127.0.0.1';
/** The one user, who may do everything. */
export const USER = 'jierong';
const FILE = 'localdb.port';

/** The address of the database of `folder` on `port`, with its password: for a driver, never for a log. */
export function uriOf(folder: string, port: number, database = ''): string {
  const credentials = `${USER}:${readPassword(folder)}`;
  return `mongodb://${credentials}@${HOST}:${port}/${database}?authSource=admin&authMechanism=SCRAM-SHA-256`;
}

/** Leaves the port in the folder for those who ask with `runningUri`; returns the function that takes it back. */
export function leavePort(folder: string, port: number): () => void {
  const file = join(folder, FILE);
  const fresh = `${file}.${randomUUID()}`;
  writeFileSync(fresh, `${process.pid}\n${port}\n`, { mode: 0o600 });
  renameSync(fresh, file);
  return () => rmSync(file, { force: true });
}

/**
 * The address of the database that runs on `folder`.
 * @throws when none does, or when it has only begun to start
 */
export function runningUri(folder: string, database?: string): string {
  const holder = holderOf(folder);
  if (holder === undefined) throw new Error(`no local database runs on ${folder}`);
  const [pid, port] = readOrEmpty(join(folder, FILE)).split('\n');
  if (Number(pid) !== holder) throw new Error(`the local database on ${folder} does not take connections yet`);
  return uriOf(folder, Number(port), database);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
