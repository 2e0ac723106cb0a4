import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildServer } from '../start/build';
import { benchList } from './list';
import { startBuiltProgram } from './program';

const benches = { list: benchList };
const GIB = 2 ** 30;
const say = (words: string): void => {
  process.stderr.write(`${words}\n`);
};

/** `npm run bench -- list`: one JSON line on stdout; what is being done is said on stderr. */
async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '8' } },
  });
  const [name = ''] = positionals;
  const bench = Object.entries(benches).find(([key]) => key === name)?.[1];
  const seconds = Number(values.seconds);
  if (!bench || !(seconds > 0))
    throw new Error(`usage: npm run bench -- ${Object.keys(benches).join('|')} [--seconds=8]`);
  await buildServer(say);
  say('starting the program on an empty folder with demonstration data');
  const program = await startBuiltProgram();
  try {
    const results = await bench(program, seconds, say);
    const machine = {
      cores: availableParallelism(),
      memoryGiB: Math.round((totalmem() / GIB) * 10) / 10,
      node: process.version,
    };
    console.log(JSON.stringify({ bench: name, ...machine, startMs: program.startMs, ...results }));
  } finally {
    await program.stop();
  }
}

run().catch((error: Error) => {
  say(error.message);
  process.exitCode = 1;
});
