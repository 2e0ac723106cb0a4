import { CaseModel } from '../src/modules/cases/model';
import type { Scenario } from './scenario';

/** The built-in desk: its ledger are its cases. It is away only when the database is. */
export const caseDeskScenario = (): Scenario => ({
  adapter: 'caseDesk',
  badDays: [],
  async ledger() {
    const counted = await CaseModel.aggregate<{ _id: string; n: number }>([
      { $group: { _id: '$key', n: { $sum: 1 } } },
    ]);
    return new Map(counted.map(({ _id, n }) => [_id, n]));
  },
  async numbers() {
    const cases = await CaseModel.find({}).select('key number').lean<{ key: string; number: string }[]>();
    return new Map(cases.map(({ key, number }) => [key, number]));
  },
  close: async () => {},
});
