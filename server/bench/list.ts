import { loadOf } from './load';
import { startBuiltProgram } from './program';

const CONNECTIONS = 10;
const WARM_SECONDS = 2;

/** What is asked: the floor that everything is compared to, then a list as the client asks for it. */
const addresses = {
  healthz: '/healthz',
  page: '/api/reports.list?limit=20',
  nearby: '/api/reports.list?limit=20&longitude=120.7593&latitude=30.764&radius=2000',
  filtered: '/api/reports.list?limit=20&groups=waste&groups=parking&open=true',
} as const;

/** How fast lists of reports are answered, beside the floor of an answer that reads nothing. */
export async function benchList(say: (words: string) => void, seconds: number) {
  say('starting the program on an empty folder with demonstration data');
  const { address, startMs, stop } = await startBuiltProgram();
  try {
    const results: Record<string, Awaited<ReturnType<typeof loadOf>>> = {};
    for (const [name, path] of Object.entries(addresses)) {
      say(`${name}: ${WARM_SECONDS} s to warm up, then ${seconds} s on ${CONNECTIONS} connections`);
      await loadOf(address + path, CONNECTIONS, WARM_SECONDS);
      results[name] = await loadOf(address + path, CONNECTIONS, seconds);
    }
    return { startMs, connections: CONNECTIONS, seconds, ...results };
  } finally {
    await stop();
  }
}
