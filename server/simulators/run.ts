import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startOpen311Simulator } from './open311/simulator';
import { startXiuzhou } from './xiuzhou/start';

/** A platform to try the program with, by hand. */
interface Tried {
  destination: {
    name: string;
    title: string;
    adapter: string;
    allowHosts: string[];
    settings: Record<string, unknown>;
  };
  /** Cases it has, and cases it was sent more than once. */
  counted(): { cases: number; doubled: number };
  turnOff(): Promise<void>;
  turnOn(): Promise<void>;
  /** Works on everything and tells the program. */
  tell?(hook: string): Promise<number>;
  close(): Promise<void>;
}

const ofLedger = (ledger: Map<string, number>) => ({
  cases: ledger.size,
  doubled: [...ledger.values()].filter((n) => n > 1).length,
});

async function open311(port: number): Promise<Tried> {
  const simulator = await startOpen311Simulator({ port, filters: true, keyAttribute: 'fixmystreet_id' });
  const groups = ['signboard', 'illegalBuilding', 'clutter', 'occupation', 'parking', 'waste'];
  const more = ['road', 'lamp', 'greenery', 'dust', 'water', 'other'];
  return {
    destination: {
      name: 'city',
      title: '模拟的市平台',
      adapter: 'open311',
      allowHosts: [simulator.host],
      settings: {
        endpoint: simulator.endpoint,
        apiKey: 'simulated-key',
        services: { groups: Object.fromEntries([...groups, ...more].map((group) => [group, { code: '002' }])) },
        keyAttribute: 'fixmystreet_id',
        lookUp: { by: 'filter', parameter: 'fixmystreet_id', field: 'fixmystreet_id' },
        photos: { by: 'upload' },
        takesUpdates: true,
      },
    },
    counted: () => ofLedger(simulator.office.ledger()),
    turnOff: simulator.goAway,
    turnOn: simulator.comeBack,
    close: simulator.close,
  };
}

async function xiuzhou(port: number): Promise<Tried> {
  const sendKey = { id: 'program', secret: 'what-the-program-signs-with' };
  const ownKey = { id: 'platform', secret: 'what-the-platform-signs-with' };
  const simulator = await startXiuzhou({ port, programKeys: [sendKey], ownKey });
  const always = async (day: typeof simulator.weather.always): Promise<void> => {
    simulator.weather.always = day;
  };
  return {
    destination: {
      name: 'xiuzhou',
      title: '模拟的区平台',
      adapter: 'webhook',
      allowHosts: [new URL(simulator.url).host],
      settings: { map: 'xiuzhou', url: simulator.url, sendKey, receiveKeys: [ownKey], fallbackCode: '0610' },
    },
    counted: () => ofLedger(simulator.ledger),
    turnOff: () => always('isAway'),
    turnOn: () => always(undefined),
    tell: (hook) => simulator.tell(hook),
    close: () => simulator.close(),
  };
}

const platforms: Record<string, (port: number) => Promise<Tried>> = { open311, xiuzhou };

/**
 * `npm run simulator -- open311|xiuzhou [--port=9311] [--program=http://127.0.0.1:8080]`: a platform that stands in for a
 * city's, with the files that send all reports there. Lines on its input: `off`, `on`, `tell`; it prints what it counts.
 */
async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '9311' },
      program: { type: 'string', default: 'http://127.0.0.1:8080' },
    },
  });
  const start = platforms[positionals[0] ?? ''];
  if (!start) throw new Error(`usage: npm run simulator -- ${Object.keys(platforms).join(' | ')}`);
  const platform = await start(Number(values.port));
  const { name } = platform.destination;
  const folder = resolve('.data', 'simulated');
  mkdirSync(folder, { recursive: true });
  const file = (called: string, content: object): string => {
    const path = join(folder, called);
    writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
    return path;
  };
  const destinations = file('destinations.json', { destinations: [platform.destination] });
  const rules = [{ id: 'all', name: '都送模拟平台', lead: name }];
  const routes = file('routes.json', { demonstration: true, rules });
  console.log(`DESTINATIONS=${destinations} ROUTES=${routes} npm start\noff · on · tell · ctrl-d ends`);
  let said = '';
  const counting = setInterval(() => {
    const { cases, doubled } = platform.counted();
    const now = `${cases} cases, ${doubled} sent twice`;
    if (now !== said) console.log(now);
    said = now;
  }, 1000);
  for await (const line of createInterface(process.stdin)) {
    if (line === 'off') await platform.turnOff();
    else if (line === 'on') await platform.turnOn();
    else if (line === 'tell' && platform.tell)
      console.log(`${await platform.tell(`${values.program}/hooks/${name}`)} calls were not taken`);
    else console.log('off · on · tell');
  }
  clearInterval(counting);
  await platform.close();
}

run().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
