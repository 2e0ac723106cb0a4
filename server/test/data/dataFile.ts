import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the product's data files lie. */
export const dataFolder = join(__dirname, '../../data');

/** The text of one of them, by its path inside the folder. */
export function dataText(path: string): string {
  return readFileSync(join(dataFolder, path), 'utf8');
}

/** One of them as JSON; the caller names the shape it then checks. */
export function dataJson<T>(path: string): T {
  return JSON.parse(dataText(path)) as T;
}
