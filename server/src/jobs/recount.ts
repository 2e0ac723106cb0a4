import { recountSupports } from '../modules/reports/commands/support';
import { recountTalk } from '../modules/talk/recount';
import type { Services } from '../services';

const EVERY_MS = 30_000;

/** Counts again what a crash left uncounted, within a minute. */
export function startRecount(services: Services): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(recount)
      .catch((error: Error) => services.log.warn({ reason: error.message }, 'recount put off'));
  }, EVERY_MS);
  const recount = async () => {
    await recountSupports(services.now());
    await recountTalk(services.now());
  };
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
