import { join } from 'node:path';
import { build } from 'esbuild';

const server = join(__dirname, '..');

interface Bundle {
  entry: string;
  out: string;
  /** What is left to node_modules: native parts, and packages that find their own files. */
  external: string[];
  /** Read while bundling: of two builds in a package only the chosen one is taken. */
  define?: Record<string, string>;
}

const program: Bundle = {
  entry: 'start/run.ts',
  out: 'run.cjs',
  external: ['sharp', 'lmdb', 'mongoose', 'pino', 'swagger-ui-dist', 'h3-js'],
};
/** Parts of the program alone, that a command of ours runs as processes. */
export const bundlePart = (entry: string, out: string, folder = join(server, 'dist')): Promise<void> =>
  bundle({ ...program, entry, out }, folder);

const localDatabase: Bundle = {
  entry: 'src/localdb/main.ts',
  out: 'localdb.cjs',
  external: ['lmdb'],
  define: { 'process.env.NODE_ENV': '"production"' }, // s2js
};

async function bundle({ entry, out, external, define = {} }: Bundle, folder: string): Promise<void> {
  await build({
    entryPoints: [join(server, entry)],
    outfile: join(folder, out),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    external,
    define,
    logLevel: 'warning',
  });
}

/** Bundles the local database alone, as `localdb.cjs`. */
export const bundleLocalDatabase = (folder: string): Promise<void> => bundle(localDatabase, folder);

/** Bundles the program and the local database into `folder`. */
export async function bundleServer(folder = join(server, 'dist')): Promise<void> {
  await bundle(program, folder);
  await bundleLocalDatabase(folder);
}
