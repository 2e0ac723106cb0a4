import { startBroker } from './broker';
import { BrokerLacking, installBroker } from './program';

/**
 * `npm run rabbitmq`: a RabbitMQ to try things with, until it is interrupted; its data goes with it. Prints its address.
 * Ends with 2 where the machine has none and cannot fetch one.
 */
async function main(): Promise<void> {
  const broker = await startBroker(await installBroker(console.error));
  console.log(broker.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void broker.dispose());
}

main().catch((error: unknown) => {
  console.error(error instanceof BrokerLacking ? error.message : error);
  process.exitCode = error instanceof BrokerLacking ? 2 : 1;
});
