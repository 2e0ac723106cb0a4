import { lanesOf } from '../../modules/reports/lanes';
import { ReportModel } from '../../modules/reports/model';
import type { OutboxEntry, ReportRecord } from '../../modules/reports/record';
import type { Migration } from './migrate';

const BATCH = 500;

type Before = Pick<ReportRecord, '_id' | 'outbox' | 'delivery' | 'revision'>;

/** News for a case goes to where the case is; what is still to be forwarded is routed when it is due. */
const addressed = (entry: OutboxEntry, destination: string | undefined): OutboxEntry =>
  entry.kind === 'update' && destination ? { ...entry, destination } : entry;

/** Reports of one destination had one instant, `outboxDueAt`, and no further copies (ADR 19). */
export const lanesOfOutboxes: Migration = {
  name: '2026-11 lanes of outboxes',
  async run() {
    const reports = ReportModel.collection;
    let changed = 0;
    for (;;) {
      const found = await ReportModel.find({ copies: { $exists: false } })
        .select('outbox delivery revision')
        .limit(BATCH)
        .lean<Before[]>();
      if (!found.length) break;
      await reports.bulkWrite(
        found.map(({ _id, outbox, delivery, revision }) => {
          const entries = outbox.map((entry) => addressed(entry, delivery.destination));
          const lanes = lanesOf(entries);
          return {
            updateOne: {
              filter: { _id: _id as never, revision },
              update: {
                $set: { copies: [], outbox: entries, ...(lanes ? { lanes } : {}) },
                $unset: { outboxDueAt: 1, lease: 1 },
              },
            },
          };
        }),
      );
      changed += found.length;
    }
    const old = (await reports.indexes()).find(({ key }) => 'outboxDueAt' in key);
    if (old?.name) await reports.dropIndex(old.name);
    return changed;
  },
};
