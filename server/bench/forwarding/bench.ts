import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { connectDatabase, disconnectDatabase } from '../../src/db/connect';
import { startLocalDatabase } from '../../src/db/localDatabase';
import { claimDue, dueQuery } from '../../src/forwarding/claim';
import { makeLogger } from '../../src/log';
import { laneAt } from '../../src/modules/reports/lanes';
import { ReportModel } from '../../src/modules/reports/model';
import { startBroker } from '../../witness/rabbitmq/broker';
import { installBroker } from '../../witness/rabbitmq/program';
import { median } from '../localdb/measure';
import { type Ledger, startLedger } from './ledger';
import { dueReport } from './reports';

type Say = (words: string) => void;
const FEW = 100;
const MANY = 100_000;
const CLAIMS = 60;
const AT_ONCE = 16;
const TO_DESK = 2_000;
const TO_RABBIT = 2_000;
const TO_SLOW = 800;
const SLOW_MS = 50;
const LEAD_IN_MS = 4_000;
const LEAD_IN_MS_EACH = 4;
const rounded = (n: number): number => Math.round(n * 100) / 100;

/** How long a call takes, p50 of many, in milliseconds. */
async function timed(times: number, call: (i: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    await call(i);
    taken.push(performance.now() - begun);
  }
  return rounded(median(taken));
}

/** What a claim costs with so many entries due, and what its index looks at. */
async function claimCost(due: number, say: Say) {
  say(`claims with ${due} entries due`);
  const now = new Date();
  const lane = `due${due}`;
  for (let from = 0; from < due; from += 5_000) {
    const batch = Array.from({ length: Math.min(5_000, due - from) }, (_, i) => ({
      _id: `${lane}-${from + i}`,
      lanes: [laneAt(lane, new Date(now.getTime() - due + from + i))],
    }));
    await ReportModel.collection.insertMany(batch as never[]);
  }
  const ms = await timed(CLAIMS, async () => {
    const claimed = await claimDue(lane, now, 60, AT_ONCE);
    await ReportModel.updateMany({ _id: { $in: claimed.map(({ report }) => report._id) } }, { $unset: { lease: 1 } });
  });
  const plan = await dueQuery(lane, now, AT_ONCE).explain('executionStats');
  const { totalKeysExamined, totalDocsExamined } = (plan as unknown as { executionStats: Record<string, number> })
    .executionStats;
  await ReportModel.collection.deleteMany({ _id: { $gte: `${lane}-`, $lt: `${lane}.` } as never });
  return { ms, totalKeysExamined, totalDocsExamined };
}

function startWorker(uri: string, ledger: string, destinations: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'worker.ts'), uri, ledger], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, DESTINATIONS: destinations },
  });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => resolve(child));
    child.once('exit', () => reject(new Error('a worker ended')));
  });
}

async function stopWorker(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await ended;
}

/** What everything is measured on. `file` names the destinations beside the desk and the one that waits. */
interface Stage {
  uri: string;
  ledger: Ledger;
  file: string;
}

/** Forwards a second with so many workers: from the instant at which all are due to the last receipt. */
async function drain({ uri, ledger, file }: Stage, to: string, count: number, workers: number, say: Say) {
  say(`${count} reports to ${to}, ${workers} worker(s)`);
  const running = await Promise.all(Array.from({ length: workers }, () => startWorker(uri, ledger.url, file)));
  let seconds: number;
  try {
    const due = new Date(Date.now() + LEAD_IN_MS + LEAD_IN_MS_EACH * count);
    const reports = Array.from({ length: count }, (_, i) => dueReport(i, to, due));
    for (let from = 0; from < count; from += 500) await ReportModel.insertMany(reports.slice(from, from + 500));
    if (Date.now() > due.getTime()) throw new Error('the reports were due before all were there');
    const left = () => ReportModel.countDocuments({ 'position.state': 'forwarding' });
    while (await left()) await new Promise((resolve) => setTimeout(resolve, 20));
    seconds = (Date.now() - due.getTime()) / 1000;
  } finally {
    await Promise.all(running.map(stopWorker));
  }
  const delivered = await ReportModel.countDocuments({ 'position.state': 'delivered' });
  if (delivered !== count) throw new Error(`${delivered} of ${count} were delivered`);
  await ReportModel.deleteMany({});
  return { perSecond: Math.round(count / seconds) };
}

/** How fast reports go out: the claim, the built-in desk, a RabbitMQ on the same machine, and a destination that waits, with one worker and two. */
export async function benchForwarding(say: Say) {
  const folder = mkdtempSync(join(tmpdir(), 'jierong-bench-'));
  const log = makeLogger('warn');
  const database = await startLocalDatabase(folder, log);
  const ledger = await startLedger(SLOW_MS);
  say('starting a broker');
  const broker = await startBroker(await installBroker(say));
  const settings = { url: broker.url, cases: { queue: 'bench' }, answers: { queue: 'bench.answers' }, concurrency: 16 };
  const file = join(folder, 'destinations.json');
  writeFileSync(file, JSON.stringify({ destinations: [{ name: 'rabbit', adapter: 'amqp', settings }] }));
  try {
    await connectDatabase(database.uri, log);
    const db = mongoose.connection.db!;
    const probe = db.collection<{ _id: number }>('probe');
    const floor = {
      pingMs: await timed(300, () => db.command({ ping: 1 })),
      insertOneMs: await timed(300, (i) => probe.insertOne({ _id: i })),
    };
    const few = await claimCost(FEW, say);
    const many = await claimCost(MANY, say);
    const stage: Stage = { uri: database.uri, ledger, file };
    const desk = await drain(stage, 'caseDesk', TO_DESK, 1, say);
    const rabbitmq = await drain(stage, 'rabbit', TO_RABBIT, 1, say);
    ledger.clear();
    const one = await drain(stage, 'waiting', TO_SLOW, 1, say);
    const afterOne = ledger.sent();
    ledger.clear();
    const two = await drain(stage, 'waiting', TO_SLOW, 2, say);
    const afterTwo = ledger.sent();
    return {
      ...floor,
      claim: { [FEW]: few, [MANY]: many, ratio: rounded(many.ms / few.ms) },
      desk,
      rabbitmq,
      waiting50ms: { one: { ...one, ...afterOne }, two: { ...two, ...afterTwo } },
      twoAgainstOne: rounded(two.perSecond / one.perSecond),
    };
  } finally {
    await disconnectDatabase();
    await database.stop();
    await ledger.close();
    await broker.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}
