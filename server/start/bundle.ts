import { join } from 'node:path';
import { build } from 'esbuild';

const server = join(__dirname, '..');

/** What each bundle leaves to node_modules: native parts, and packages that find their own files. */
const bundles = [
  {
    entry: 'start/run.ts',
    out: 'run.cjs',
    external: ['sharp', 'lmdb', 'mongoose', 'pino', 'swagger-ui-dist', 'h3-js'],
  },
  { entry: 'src/localdb/main.ts', out: 'localdb.cjs', external: ['lmdb'] },
] as const;

/** Bundles the server and the local database into `folder` (server/dist). */
export async function bundleServer(folder = join(server, 'dist')): Promise<void> {
  for (const { entry, out, external } of bundles)
    await build({
      entryPoints: [join(server, entry)],
      outfile: join(folder, out),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      sourcemap: true,
      external: [...external],
      logLevel: 'warning',
    });
}
