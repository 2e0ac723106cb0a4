import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Bytes in a package of the mini-program; `main` is everything outside the subpackages. */
export type PackageSizes = Map<string, number>;

const kilobyte = 1024;
/** Our own limit, far under WeChat's: the main package is what a person waits for on a slow line. */
const mainLimit = 700 * kilobyte;
/** WeChat's limit for any one package. */
const packageLimit = 2 * kilobyte * kilobyte;
/** WeChat's limit for all packages together. */
const totalLimit = 30 * kilobyte * kilobyte;

/** Sums compiled files by the package that they are uploaded in. */
export function packageSizes(folder: string, compiled: Record<string, string | Uint8Array>): PackageSizes {
  const app: { subPackages?: { root: string }[] } = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8'));
  const roots = (app.subPackages ?? []).map((subPackage) => subPackage.root.replace(/^\/|\/$/g, ''));
  const sizes: PackageSizes = new Map([['main', 0], ...roots.map((root): [string, number] => [root, 0])]);
  for (const [file, content] of Object.entries(compiled)) {
    const owner = roots.find((root) => file.startsWith(`${root}/`)) ?? 'main';
    sizes.set(owner, (sizes.get(owner) ?? 0) + Buffer.byteLength(content));
  }
  return sizes;
}

/** One sentence for every limit that is passed; none when all is well. */
export function sizeProblems(sizes: PackageSizes): string[] {
  const problems: string[] = [];
  for (const [name, size] of sizes) {
    const limit = name === 'main' ? mainLimit : packageLimit;
    if (size > limit) problems.push(`package ${name} has ${kilobytes(size)}, more than ${kilobytes(limit)}`);
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (total > totalLimit) problems.push(`all packages have ${kilobytes(total)}, more than ${kilobytes(totalLimit)}`);
  return problems;
}

/** All sizes in one line, e.g. `main 326 KB, pkg-report 14 KB`. */
export function describeSizes(sizes: PackageSizes): string {
  return [...sizes].map(([name, size]) => `${name} ${kilobytes(size)}`).join(', ');
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / kilobyte)} KB`;
}
