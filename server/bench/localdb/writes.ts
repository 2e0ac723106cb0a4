import type { mongo } from 'mongoose';
import { dueFilter } from '../../src/forwarding/claim';
import { DESK } from '../../src/forwarding/deskName';
import { visibility } from '../../src/modules/reports/change';
import type { StoredEntry } from '../../src/modules/reports/record';
import { type BenchReport, furtherReports, reportId, sentAt } from './reports';
import type { Begun, Row, Scene } from './row';

const BULK = 1000;
/** So many reports are changed in turn. */
const CHANGED = 500;
const LEASE_MS = 60_000;

/** Inserts reports that are not there, and removes them at the end. */
function inserting(scene: Scene, count: number, insert: (made: BenchReport[]) => Promise<unknown>): Begun {
  const ids: string[] = [];
  return {
    call: () => {
      const made = furtherReports(scene.next, count, scene.size, scene.chance);
      scene.next += count;
      ids.push(...made.map(({ _id }) => _id));
      return insert(made);
    },
    end: async () => {
      for (let i = 0; i < ids.length; i += BULK)
        await scene.reports.deleteMany({ _id: { $in: ids.slice(i, i + BULK) } });
    },
  };
}

/** Changes reports as `changeReport` writes a transition, guarded by the revision it saw. */
async function changing({ reports, size, chance }: Scene): Promise<Begun> {
  const ids = Array.from({ length: CHANGED }, () => reportId(chance.between(0, size - 1)));
  const before = await reports.find({ _id: { $in: ids } }).toArray();
  const queue = before.map(({ _id, revision }) => ({ _id, revision, round: 0 }));
  const at = sentAt(size);
  const call = async (): Promise<unknown> => {
    const next = queue.shift()!;
    const state = next.round % 2 ? 'dispatched' : 'handling';
    const position = { ...before[0]!.position, state } as const;
    const entry: StoredEntry = { seq: 2, at, action: 'start', actor: 'dispatcher', to: state, round: 1, photos: [] };
    const written = await reports.findOneAndUpdate(
      { _id: next._id, revision: next.revision },
      {
        $set: { position, ...visibility(position), updatedAt: at },
        $push: { timeline: entry },
        $inc: { revision: 1, version: 1 },
      },
      { returnDocument: 'after' },
    );
    if (!written) throw new Error(`report ${next._id} is not of revision ${next.revision}`);
    queue.push({ _id: next._id, revision: written.revision, round: next.round + 1 });
    return written;
  };
  const end = (): Promise<unknown> =>
    reports.bulkWrite(before.map((report) => ({ replaceOne: { filter: { _id: report._id }, replacement: report } })));
  return { call, end };
}

/** Takes the report that waits longest for the relay, and gives it back. */
function claiming({ reports, size, chance }: Scene): Begun {
  const now = sentAt(size);
  const until = new Date(now.getTime() + LEASE_MS);
  const due = dueFilter(DESK, now) as mongo.Filter<BenchReport>;
  return {
    call: async () => {
      const taken = await reports.findOneAndUpdate(
        due,
        { $set: { lease: { owner: reportId(chance.between(0, size)), until } } },
        { hint: { lanes: 1 }, returnDocument: 'after' },
      );
      if (!taken) throw new Error('nothing is due');
      return taken;
    },
    settle: (taken) => reports.updateOne({ _id: (taken as BenchReport)._id }, { $unset: { lease: 1 } }),
  };
}

/** Calls that write. */
export const writes: readonly Row[] = [
  {
    name: 'insertOne',
    constant: true,
    calls: 100,
    begin: (scene) => inserting(scene, 1, ([one]) => scene.reports.insertOne(one!)),
  },
  { name: 'findOneAndUpdate of a transition', constant: true, calls: 100, begin: changing },
  { name: 'claim of what is due', constant: true, calls: 100, begin: claiming },
  {
    name: 'insertMany of 1,000',
    constant: true,
    calls: 3,
    alone: true,
    documents: BULK,
    begin: (scene) => inserting(scene, BULK, (made) => scene.reports.insertMany(made, { ordered: false })),
  },
];
