import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildServer } from '../start/build';
import { benchForwarding } from './forwarding/bench';
import { benchList } from './list';
import { benchLocaldb } from './localdb/bench';
import { benchRabbitmq } from './rabbitmq';

type Say = (words: string) => void;
const benches: Record<string, (say: Say, seconds: number) => Promise<object>> = {
  forwarding: benchForwarding,
  list: benchList,
  localdb: benchLocaldb,
  rabbitmq: benchRabbitmq,
};
const GIB = 2 ** 30;
const say: Say = (words) => {
  process.stderr.write(`${words}\n`);
};

/** `npm run bench -- forwarding`, `list`, `localdb` or `rabbitmq`: one JSON line on stdout; what is being done is said on stderr. */
async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '8' } },
  });
  const [name = ''] = positionals;
  const bench = Object.entries(benches).find(([key]) => key === name)?.[1];
  const seconds = Number(values.seconds);
  if (!bench || !(seconds > 0))
    throw new Error('usage: npm run bench -- forwarding | list [--seconds=8] | localdb | rabbitmq');
  await buildServer(say);
  const results = await bench(say, seconds);
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round((totalmem() / GIB) * 10) / 10,
    node: process.version,
  };
  console.log(JSON.stringify({ bench: name, ...machine, ...results }));
}

run().catch((error: Error) => {
  say(error.message);
  process.exitCode = 1;
});
