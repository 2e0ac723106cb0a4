import { parseArgs } from 'node:util';
import { buildServer } from '../start/build';
import { amqpScenario } from './amqp';
import { caseDeskScenario } from './caseDesk';
import { open311Scenario } from './open311';
import { runChaos } from './run';
import type { Place, Scenario } from './scenario';
import { webhookScenario } from './webhook';

const scenarios: Record<string, (place: Place) => Promise<Scenario>> = {
  caseDesk: async () => caseDeskScenario(),
  amqp: amqpScenario,
  open311: open311Scenario,
  webhook: webhookScenario,
};

/** `npm run chaos [-- --adapter=… --reports=1000 --seed=1 --seconds=60]`: one JSON line for each adapter. */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      adapter: { type: 'string' },
      reports: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '60' },
    },
  });
  const names = values.adapter ? [values.adapter] : Object.keys(scenarios);
  const say = (words: string): void => void process.stderr.write(`${words}\n`);
  await buildServer(say);
  for (const name of names) {
    const open = scenarios[name];
    if (!open) throw new Error(`no adapter ${name}: there are ${Object.keys(scenarios).join(', ')}`);
    const result = await runChaos(
      open,
      {
        reports: Number(values.reports),
        seed: Number(values.seed),
        harmSeconds: Number(values.seconds),
        patienceSeconds: 300,
      },
      say,
    );
    console.log(JSON.stringify(result));
    if (result.lost || result.doubled || result.untrue) process.exitCode = 1;
  }
}

run().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
