import { startAmqpConsumer } from './consumer';

/**
 * `npx tsx server/simulators/amqpConsumer/run.ts URL CASES ANSWERS`: the city's side behind RabbitMQ, until it is
 * interrupted. Prints a line for every case that it opens.
 */
async function main([url, queue, answersQueue]: string[]): Promise<void> {
  if (!url || !queue || !answersQueue) throw new Error('asks for an address, the queue of cases, the queue of answers');
  const consumer = await startAmqpConsumer({
    url,
    queue,
    answersQueue,
    onCase: ({ number, key, opened }) => console.log(`${number}  ${key}  ${opened.body.title}`),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void consumer.close());
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
