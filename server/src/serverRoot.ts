import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the server workspace, from the sources as well as from the bundle: its data files lie below it. */
function findServerRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'data'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no server workspace above ${from}`);
  }
}

export const serverRoot = findServerRoot(__dirname);
/** Where the built h5 client lies. */
export const h5Root = join(serverRoot, '..', 'client', 'dist', 'h5');
