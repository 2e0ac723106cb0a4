import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toolsRequire } from '../tools/install';

interface Parser {
  parse(source: string, options: { ecmaVersion: number; sourceType: 'script' }): unknown;
}

/**
 * The newest syntax that the oldest phone of the client's browserslist reads: iOS 12. The package is uploaded as it
 * is built (`es6: false` in project.config.json), so nothing after us lowers it, and the compiler does not look.
 */
const ecmaVersion = 2019;

/** One sentence for every script of the package that such a phone could not read. */
export function syntaxProblems(folder: string): string[] {
  const parser = toolsRequire()('acorn') as Parser;
  const problems: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue;
    try {
      parser.parse(readFileSync(path.join(folder, file), 'utf8'), { ecmaVersion, sourceType: 'script' });
    } catch (error) {
      problems.push(`${file} is not ES${ecmaVersion}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return problems;
}
