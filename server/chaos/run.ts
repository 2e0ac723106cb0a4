import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { dueReport } from '../bench/forwarding/reports';
import { connectDatabase, disconnectDatabase } from '../src/db/connect';
import { startLocalDatabase } from '../src/db/localDatabase';
import { InboxModel } from '../src/forwarding/inbox/model';
import { makeLogger } from '../src/log';
import { ReportModel } from '../src/modules/reports/model';
import { makeChance } from '../src/seed/content/chance';
import { freePorts } from './freePorts';
import { type Deeds, doHarm } from './mayhem';
import type { Place, Scenario } from './scenario';
import { startWorkers } from './workers';

const WORKERS = 2;
const LEASE_SECONDS = 3;
const STEP_MS = 1_000;
const AHEAD_STEP_MS = 60_000;

export interface ChaosOptions {
  reports: number;
  seed: number;
  harmSeconds: number;
  /** When everything stands again, what is still under way must arrive within so many seconds. */
  patienceSeconds: number;
  /** The bundle of the local database, when not the built one. */
  databaseProgram?: string;
}

/** One line of the result. `untrue`: reports whose state or number is not what the other side's ledger says. */
export interface ChaosResult {
  adapter: string;
  reports: number;
  lost: number;
  doubled: number;
  untrue: number;
  drainSeconds: number;
  seed: number;
  deeds: Deeds;
}

/** Sends so many reports through one adapter while everything around is killed, delayed and repeated. */
export async function runChaos(
  open: (place: Place) => Promise<Scenario>,
  { reports, seed, harmSeconds, patienceSeconds, databaseProgram }: ChaosOptions,
  say: (words: string) => void,
): Promise<ChaosResult> {
  const folder = mkdtempSync(join(tmpdir(), 'jierong-chaos-'));
  const log = makeLogger('silent');
  let ahead = 0;
  const database = await startLocalDatabase(folder, log, databaseProgram);
  const ports = await freePorts(WORKERS);
  await connectDatabase(database.uri, log);
  const scenario = await open({
    databaseUri: database.uri,
    hooks: `http://127.0.0.1:${ports[0]}/hooks`,
    folder,
    now: () => new Date(Date.now() + ahead),
  });
  const lead = scenario.destination?.name ?? 'caseDesk';
  const file = join(folder, 'destinations.json');
  mkdirSync(join(folder, 'media'));
  writeFileSync(file, JSON.stringify({ destinations: scenario.destination ? [scenario.destination] : [] }));
  const workers = await startWorkers([database.uri, lead], ports, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATA_DIR: join(folder, 'media'),
    DESTINATIONS: file,
    FORWARD_ATTEMPTS: '50',
    FORWARD_LEASE_SECONDS: String(LEASE_SECONDS),
  });
  try {
    const now = new Date();
    for (let from = 0; from < reports; from += 200)
      await ReportModel.insertMany(
        Array.from({ length: Math.min(200, reports - from) }, (_, i) => dueReport(from + i, lead, now)),
      );
    say(`${scenario.adapter}: ${reports} reports, ${harmSeconds} s of harm`);
    const killDatabase = async (): Promise<void> => {
      const status = await mongoose.connection
        .db!.admin()
        .command({ serverStatus: 1 })
        .catch(() => undefined);
      if (status) process.kill(status.pid, 'SIGKILL'); // or it is being started again already
    };
    const victims = { workers, count: WORKERS, scenario, killDatabase };
    const deeds = await doHarm(victims, makeChance(seed), harmSeconds * 1000);
    say(`${scenario.adapter}: everything stands again`);
    const begun = Date.now();
    const left = async (): Promise<number> => {
      const untold = await scenario.tellAll?.().catch(() => 1);
      const waiting = await InboxModel.countDocuments({ dueAt: { $exists: true } }).catch(() => 1);
      return (untold ?? 0) + waiting + (await ReportModel.countDocuments({ lanes: { $exists: true } }).catch(() => 1));
    };
    // what was put off is due sooner by clocks that are ahead; no clock goes back any more
    while ((await left()) && Date.now() - begun < patienceSeconds * 1000) {
      ahead += AHEAD_STEP_MS;
      for (let i = 0; i < WORKERS; i++) workers.jump(i, ahead);
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
    const drainSeconds = Math.round((Date.now() - begun) / 100) / 10;
    const { lost, doubled, untrue } = await judge(scenario);
    return { adapter: scenario.adapter, reports, lost, doubled, untrue, drainSeconds, seed, deeds };
  } finally {
    await workers.stop();
    await scenario.close();
    await disconnectDatabase();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Compares what the other side counted with what the reports say of themselves. */
async function judge(scenario: Scenario): Promise<{ lost: number; doubled: number; untrue: number }> {
  const [ledger, numbers, reports] = [
    await scenario.ledger(),
    await scenario.numbers(),
    await ReportModel.find({}).lean(),
  ];
  const keyOf = (id: string) => `${id}:1`;
  return {
    lost: reports.filter(({ _id }) => !ledger.get(keyOf(_id))).length,
    doubled: [...ledger.values()].filter((n) => n > 1).length,
    untrue: reports.filter(
      ({ _id, position, delivery }) =>
        (scenario.ends
          ? position.state !== scenario.ends
          : !ledger.get(keyOf(_id)) !== (position.state === 'forwarding')) ||
        (numbers.size > 0 && delivery.caseNumbers.at(-1) !== numbers.get(keyOf(_id))),
    ).length,
  };
}
