import { type Rounds, startRounds } from '../jobs/rounds';
import type { Services } from '../services';
import { pollDestination } from './inbox/poll';
import { storeAnswers } from './inbox/store';

const POLL_EVERY_MS = 60_000;

/** Asks the destinations that must be asked, every minute, and listens to those that speak. The result ends both. */
export async function startListening(services: Services): Promise<{ stop(): Promise<void> }> {
  const rounds: Rounds[] = [];
  for (const name of services.destinations.names) {
    const destination = services.destinations.get(name);
    const onError = (err: unknown): void => services.log.warn({ destination: name, err }, 'a destination is not heard');
    if (destination.poll) {
      const ask = async (): Promise<void> => {
        await pollDestination(services, destination);
        services.kick();
      };
      rounds.push(startRounds(ask, POLL_EVERY_MS, onError));
    }
    await destination
      .listen?.(async (answers) => {
        await storeAnswers(name, answers, services.now());
        services.kick();
      })
      .catch(onError);
  }
  return { stop: async () => void (await Promise.all(rounds.map((each) => each.stop()))) };
}
