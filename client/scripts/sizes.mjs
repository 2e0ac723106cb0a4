import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Describes the size of the main package and of each subpackage of a built mini-program, one a line. */
export function packageSizes(output) {
  const { subPackages = [] } = JSON.parse(readFileSync(path.join(output, 'app.json'), 'utf8'));
  const roots = subPackages.map(({ root }) => root.replace(/\/$/, ''));
  const sizes = new Map([['main', 0], ...roots.map((root) => [root, 0])]);
  for (const entry of readdirSync(output, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const relative = path.relative(output, file).split(path.sep).join('/');
    const name = roots.find((root) => relative.startsWith(`${root}/`)) ?? 'main';
    sizes.set(name, sizes.get(name) + readFileSync(file).length);
  }
  return [...sizes].map(([name, bytes]) => `${name.padEnd(14)} ${(bytes / 1024).toFixed(0)} KB`).join('\n');
}
