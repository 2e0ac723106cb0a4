import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A part of the product that is built from sources. */
export interface Part {
  name: string;
  /** Files and folders it is made of. */
  sources: readonly string[];
  /** Where it lies when built. */
  folder: string;
  build: () => Promise<void>;
}

const SKIP = new Set(['node_modules', 'dist', 'test', 'e2e', 'bench', '.git']);

function* filesOf(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (!SKIP.has(entry.name)) yield* filesOf(join(path, entry.name));
}

/** A fingerprint of the content of all sources, so that a fresh clone and a changed file both count, and a date does not. */
function fingerprint(root: string, part: Part): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of part.sources)
    for (const file of filesOf(source))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const stampOf = (part: Part): string => join(part.folder, '.built-from');

/** Builds a part when its sources changed since it was built. Answers whether it had to. */
export async function buildIfStale(root: string, part: Part, say: (words: string) => void): Promise<boolean> {
  const now = fingerprint(root, part);
  if (existsSync(stampOf(part)) && readFileSync(stampOf(part), 'utf8') === now) return false;
  const started = Date.now();
  say(`building ${part.name} …`);
  await part.build();
  writeFileSync(stampOf(part), now);
  say(`built ${part.name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return true;
}
