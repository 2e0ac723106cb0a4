import { isAbsolute, join } from 'node:path';
import { makeSimulatedContentCheck } from '../simulators/contentCheck';
import { ConfigurationError, type Env, readEnv } from '../src/env';
import { type Program, startProgram } from '../src/main';
import { applyPhotoVerdict } from '../src/modules/review/check';

const root = join(__dirname, '..', '..');

/**
 * In the demonstration nobody waits ten minutes: undo, photo check and claim offer last a minute (lifecycle: "Timers"),
 * and the offer does not wait for office hours. What is set in the environment wins.
 */
const demonstrationTimers = {
  UNDO_MINUTES: '1',
  PHOTO_CHECK_MINUTES: '1',
  CLAIM_OFFER_MINUTES: '1',
  CLAIM_OFFER_HOURS: 'any',
};

const isDemonstration = (env: Env): boolean => env.DEMONSTRATION && env.NODE_ENV !== 'production' && !env.WECHAT_APP_ID;

/** The program itself: reads the configuration, starts, prints the address, and stops gracefully when told to. */
async function run(): Promise<void> {
  const given = readEnv();
  const env = isDemonstration(given) ? readEnv({ ...demonstrationTimers, ...process.env }) : given;
  const DATA_DIR = isAbsolute(env.DATA_DIR) ? env.DATA_DIR : join(root, env.DATA_DIR);
  const empty = process.argv.includes('--empty');
  let program: Program | undefined;
  const stop = async () => {
    await program?.stop();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  program = await startProgram(
    { ...env, DATA_DIR },
    {
      withContent: !empty,
      contentCheck: (services) =>
        makeSimulatedContentCheck({
          onPhotoVerdict: (traceId, verdict, label) => applyPhotoVerdict(services(), traceId, verdict, label),
        }),
      onStep: (words) => console.log(`  ${words}`),
    },
  );
  console.log(program.address ? `街容共治 → ${program.address}` : 'worker started');
}

run().catch((error: Error) => {
  console.error(error instanceof ConfigurationError ? error.message : error.stack);
  process.exit(1);
});
