import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startLocalDatabase } from '../src/db/localDatabase';
import { makeLogger } from '../src/log';
import { serverRoot } from '../src/serverRoot';
import { bundleLocalDatabase } from '../start/bundle';
import { judge, type KnownFailure } from './judge';
import { runMongooseSuite, skippedFiles } from './mongooseSuite';

// npm run witness:mongoose: Mongoose's own test suite, from the checkout named by MONGOOSE_DIR, against a local database
// in a folder of its own, or against the server named by MONGODB_URI. One JSON line on stdout.

const say = (words: string): void => {
  process.stderr.write(`${words}\n`);
};

/** The folder and versions of the checkout. Throws with what to do when it is not there or not installed. */
function findCheckout(): { folder: string; mongoose: string; driver: string } {
  const folder = process.env.MONGOOSE_DIR;
  const help = 'MONGOOSE_DIR must name a checkout of github.com/Automattic/mongoose after `npm install` in it';
  if (!folder) throw new Error(help);
  const versionOf = (...path: string[]): string => {
    const file = resolve(folder, ...path, 'package.json');
    if (!existsSync(file)) throw new Error(`${help}; there is no ${file}`);
    return JSON.parse(readFileSync(file, 'utf8')).version;
  };
  versionOf('node_modules', 'mocha');
  return { folder: resolve(folder), mongoose: versionOf(), driver: versionOf('node_modules', 'mongodb') };
}

/** Runs `use` with the URI of a server: the one MONGODB_URI names, or a local database made for this run. */
async function withServer<T>(use: (uri: string) => Promise<T>): Promise<T> {
  if (process.env.MONGODB_URI) return use(process.env.MONGODB_URI);
  const data = mkdtempSync(join(tmpdir(), 'witness-data-'));
  const built = join(serverRoot, 'dist', 'witness'); // below node_modules of the project, where lmdb is found
  try {
    await bundleLocalDatabase(built);
    const database = await startLocalDatabase(data, makeLogger('warn'), join(built, 'localdb.cjs'));
    return await use(database.uri).finally(() => database.stop());
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function witness(): Promise<void> {
  const { folder, mongoose, driver } = findCheckout();
  const known: KnownFailure[] = JSON.parse(readFileSync(join(__dirname, 'mongooseKnownFailures.json'), 'utf8'));
  say(`the test suite of Mongoose ${mongoose}`);
  const { results, complete, output } = await withServer((uri) => runMongooseSuite(folder, uri, say));
  const { counts, failures, unknown, cured } = judge(results, known);
  for (const { title, error } of unknown) say(`NOT ON THE LIST: ${title}\n    ${error}`);
  for (const title of cured) say(`passes although it is on the list: ${title}`);
  if (!complete) say(`the run broke off:\n${output.slice(-3000)}`);
  console.log(JSON.stringify({ witness: 'mongoose', mongoose, driver, ...counts, skippedFiles, complete, failures }));
  if (unknown.length || !complete) process.exitCode = 1;
}

witness().catch((error: Error) => {
  say(error.message);
  process.exitCode = 1;
});
