import { reports } from '@jierong/shared/endpoints/reports';
import type { CaseInput, CaseUpdate, Delivery, Destination, Found, UpdateDelivery } from '../../src/forwarding/port';
import { ReportModel } from '../../src/modules/reports/model';
import type { ReportRecord } from '../../src/modules/reports/record';
import type { Api } from '../support/api';

export const REPORTER = 'demo-resident-1';
export const LEAD = 'demo-squadron-lead-1';
export const MINUTE = 60_000;

/** A case queue of the test: it keeps a case for each key, and answers as the test says. */
export class TestQueue implements Destination {
  constructor(readonly name = 'queue of the test') {}
  readonly concurrency = 4;
  cases = new Map<string, string>();
  opened: CaseInput[] = [];
  updates: CaseUpdate[] = [];
  /** What happens to the next calls of `open`: the case is taken, taken with a lost answer, or not taken. */
  answers: ('accept' | 'loseAnswer' | Exclude<Delivery, { outcome: 'accepted' }>)[] = [];
  updateAnswer: UpdateDelivery = { outcome: 'accepted' };
  /** Something that happens while the queue works on a report. */
  meanwhile: () => Promise<void> = async () => {};

  /** Forgets everything, for the next test. */
  reset(): void {
    Object.assign(this, new TestQueue(this.name));
  }

  async open(input: CaseInput): Promise<Delivery> {
    this.opened.push(input);
    await this.meanwhile();
    const answer = this.answers.shift() ?? 'accept';
    if (typeof answer === 'object') return answer;
    // A queue that is not idempotent: sent twice, it would have two cases.
    const number = `T${this.opened.length}`;
    this.cases.set(input.key, number);
    if (answer === 'loseAnswer') throw new Error('connection lost');
    return { outcome: 'accepted', caseNumber: number };
  }

  async find(key: string): Promise<Found | undefined> {
    const caseNumber = this.cases.get(key);
    return caseNumber ? { caseNumber } : undefined;
  }

  async update(update: CaseUpdate): Promise<UpdateDelivery> {
    this.updates.push(update);
    return this.updateAnswer;
  }
}

/** A report that has left the undo window; nothing was carried yet. */
export async function underWay(
  api: Api,
  { words = '人行道上的垃圾桶满了', group = 'waste' }: { words?: string; group?: 'waste' | 'clutter' } = {},
): Promise<string> {
  const key = await api.uploadPhoto(REPORTER);
  const input = {
    photos: [{ key, view: 'far' as const }],
    place: { address: '吉丽街 12 号门口', source: 'typed' as const },
    group,
    words,
    anonymous: false,
  };
  const { id } = await api.call(reports.submit, input, REPORTER);
  await api.settle();
  api.clock.advance(10 * MINUTE);
  return id;
}

export async function stored(id: string): Promise<ReportRecord> {
  const report = await ReportModel.findById(id).lean<ReportRecord>();
  if (!report) throw new Error(`no report ${id}`);
  return report;
}

export const actionsOf = async (id: string): Promise<string[]> =>
  (await stored(id)).timeline.map((entry) => entry.action);
