import { type ChildProcess, type ForkOptions, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { holderOf } from '../../src/localdb/storage/folderClaim';
import type { Order, Outcome } from './claimant';
import { temporaryFolder } from './temporaryDatabase';

// A longer run: LOCALDB_CLAIM_ROUNDS=1000
const ROUNDS = Number(process.env.LOCALDB_CLAIM_ROUNDS ?? 8);
const AT_ONCE = 5;

const folder = temporaryFolder();
const claimant = join(folder.path, 'claimant.cjs');
const running = new Set<ChildProcess>();
let data: string;
let stories = 0;

beforeAll(() => {
  const entryPoints = [join(__dirname, 'claimant.ts')];
  buildSync({ entryPoints, outfile: claimant, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
});
beforeEach(() => {
  data = join(folder.path, `data${stories++}`);
});
afterEach(() => Promise.all(Array.from(running, kill)));
afterAll(() => folder.remove());

async function start(options: ForkOptions = {}): Promise<ChildProcess> {
  const child = fork(claimant, { ...options, execArgv: options.execArgv ?? [] });
  running.add(child);
  await once(child, 'message');
  return child;
}

async function tell(child: ChildProcess, order: Order): Promise<Outcome> {
  const said = once(child, 'message') as Promise<[Outcome]>;
  child.send(order);
  return (await said)[0];
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const refusal = { refused: expect.stringMatching(/is in use by process \d+/) };
const several = (options?: ForkOptions) => Promise.all(Array.from({ length: AT_ONCE }, () => start(options)));

/** All claim at once; whoever got the folder. */
async function race(racers: ChildProcess[]): Promise<ChildProcess[]> {
  const outcomes = await Promise.all(racers.map((racer) => tell(racer, { folder: data })));
  const refused = outcomes.filter((outcome) => 'refused' in outcome);
  expect(refused).toEqual(refused.map(() => refusal));
  return racers.filter((_, n) => !('refused' in (outcomes[n] as Outcome)));
}

test(`of ${AT_ONCE} that find the same dead holder at once, exactly one gets the folder (${ROUNDS} rounds)`, async () => {
  const racers = await several();
  for (let round = 0; round < ROUNDS; round++) {
    const winners = await race(racers);
    expect(winners).toHaveLength(1);
    const winner = winners[0] as ChildProcess;
    expect(holderOf(data)).toBe(winner.pid);
    await kill(winner);
    expect(holderOf(data)).toBeUndefined();
    racers[racers.indexOf(winner)] = await start();
  }
});

test('given back and taken again by several in turn, it never has two, and nothing is left', async () => {
  const racers = await several();
  const outcomes = await Promise.all(racers.map((racer) => tell(racer, { folder: data, turns: 2 * ROUNDS })));
  expect(outcomes).toEqual(racers.map(() => ({})));
  expect(readdirSync(data)).toEqual([]);
});

test('where no pipe can be made, the process id has to do', async () => {
  const [first, ...others] = await several({ env: { PATH: folder.path } }); // no mkfifo is there
  expect(await tell(first as ChildProcess, { folder: data })).toEqual({});
  expect(await race(others)).toEqual([]);
  await kill(first as ChildProcess);
  expect(await race(others)).toHaveLength(1);
});

/** A process that counts as process 1 and sees no other, as in a container. */
const contained: ForkOptions = { execPath: 'unshare', execArgv: ['-Urpf', '--kill-child', process.execPath] };
const canContain = spawnSync('unshare', ['-Urpf', 'true']).status === 0;

(canContain ? test : test.skip)('two containers with the same process ids share a folder: one has it', async () => {
  const [first, second] = await Promise.all([start(contained), start(contained)]);
  expect(await tell(first, { folder: data })).toEqual({});
  expect(await tell(second, { folder: data })).toEqual({ refused: expect.stringContaining('in use by process 1 ') });
  expect(await tell(await start(), { folder: data })).toEqual({ refused: expect.stringContaining('process 1 ') });
  await kill(first);
  expect(await tell(second, { folder: data })).toEqual({});
});
