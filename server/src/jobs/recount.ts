import { giveDueRedos } from '../modules/ratings/commands/orderRedo';
import { recountSupports } from '../modules/reports/commands/support';
import { recountTalk } from '../modules/talk/recount';
import type { Services } from '../services';

const EVERY_MS = 30_000;

/** Makes good within a minute what a crash left undone: numbers not counted, redos not ordered. */
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
    await giveDueRedos(services);
  };
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
