import { caseDeskDestination } from '../../../src/forwarding/adapters/caseDesk';
import type { Destination } from '../../../src/forwarding/port';
import { CaseModel } from '../../../src/modules/cases/model';
import type { CaseRecord } from '../../../src/modules/cases/record';
import { startApi } from '../../support/api';
import { describeAdapter } from './contract';
import type { BadDay } from './otherSide';

/** The desk lies in the same database: it is never away, and loses an answer only with the process that waited for it. */
describeAdapter(
  'caseDesk',
  { datum: 'gcj02', badDays: ['losesAnswer'], lookUp: 'finds', steps: [], knowsItsCases: true },
  async () => {
    const api = await startApi();
    const desk = caseDeskDestination(() => api.services);
    let day: BadDay | undefined;
    const unlessLost = async <T>(doing: Promise<T>): Promise<T> => {
      const done = await doing;
      if (day === 'losesAnswer') throw new Error('the process ended');
      return done;
    };
    const destination: Destination = {
      ...desk,
      open: (input) => unlessLost(desk.open(input)),
      update: (update) => unlessLost(desk.update(update)),
    };
    const all = () => CaseModel.find({}).lean<CaseRecord[]>();
    return {
      destination,
      async ledger() {
        const counts = new Map<string, number>();
        for (const { key } of await all()) counts.set(key, (counts.get(key) ?? 0) + 1);
        return counts;
      },
      async kept(key) {
        const record = await CaseModel.findOne({ key }).lean<CaseRecord>();
        if (!record) return undefined;
        const { title, words, dispute, seenUpdates, photos, place } = record;
        return {
          text: [title, words, dispute?.reason].join('\n'),
          updates: seenUpdates,
          photos: photos.map((photo) => photo.key),
          ...(place.point ? { point: place.point } : {}),
        };
      },
      arrived: async () => JSON.stringify(await all()),
      async badDay(bad) {
        day = bad;
      },
      async goodDay() {
        day = undefined;
      },
      work: () => Promise.reject(new Error('the desk tells through its own commands')),
      told: async () => [],
      close: () => api.close(),
    };
  },
);
