import { firstPosition } from '@jierong/shared/reportPosition';
import { newId } from '../../src/ids';
import { chooseCategory } from '../../src/modules/categories/catalogue';
import { visibility } from '../../src/modules/reports/change';
import { lanesOf } from '../../src/modules/reports/lanes';
import type { OutboxEntry, ReportRecord } from '../../src/modules/reports/record';
import { termsOf } from '../../src/modules/reports/title';
import { untouched } from '../../src/modules/reports/untouched';

/** A report that is due at a destination at an instant, routed already, with a reporter who gets the message. */
export function dueReport(i: number, destination: string, at: Date): ReportRecord {
  const id = newId();
  const reporterId = `bench-resident-${i % 50}`;
  const outbox: OutboxEntry[] = [{ id: `${id}-f`, kind: 'forward', dueAt: at, attempts: 0, seq: 1, destination }];
  const position: ReportRecord['position'] = { ...firstPosition, state: 'forwarding', receipt: 'queued' };
  const address = `吉丽街 ${i} 号门口`;
  return {
    ...untouched(),
    _id: id,
    clientKey: id,
    inputHash: id,
    reporterId,
    anonymous: false,
    title: '垃圾桶满了',
    words: '人行道上的垃圾桶满了，流到路上',
    ...chooseCategory('waste'),
    place: {
      point: { longitude: 120.75 + (i % 100) / 5000, latitude: 30.75, datum: 'gcj02' },
      address,
      source: 'map',
      cells: [],
    },
    photos: [],
    position,
    ...visibility(position),
    undoUntil: at,
    check: { round: 1, startedAt: at, words: 'pass', photos: [] },
    delivery: { destination, attempts: [], caseNumbers: [] },
    timeline: [
      { seq: 1, at, action: 'release', actor: 'system', from: 'received', to: 'forwarding', round: 1, photos: [] },
    ],
    outbox,
    lanes: lanesOf(outbox)!,
    terms: termsOf('垃圾桶满了', address),
    demonstration: true,
    createdAt: at,
    updatedAt: at,
  };
}
