import { model, Schema } from 'mongoose';
import type { Logger } from '../../log';
import { lanesOfOutboxes } from './lanesOfOutboxes';

/** A change of stored documents that a newer version needs. Run again, also half-way, it does no harm. */
export interface Migration {
  name: string;
  /** Returns how many documents it changed. */
  run(): Promise<number>;
}

/** In the order in which they came about; never edited, only added to. */
const migrations: readonly Migration[] = [lanesOfOutboxes];

interface DoneRecord {
  _id: string;
  at: Date;
  changed: number;
}

const DoneModel = model<DoneRecord>(
  'Migration',
  new Schema<DoneRecord>(
    {
      _id: { type: String, required: true },
      at: { type: Date, required: true },
      changed: { type: Number, required: true },
    },
    { collection: 'migrations', strict: 'throw', versionKey: false },
  ),
);

/** Runs what this database has not seen yet. Several programs that start at once do the same work twice at worst. */
export async function migrate(log: Logger, given: readonly Migration[] = migrations): Promise<void> {
  for (const { name, run } of given) {
    if (await DoneModel.exists({ _id: name })) continue;
    const changed = await run();
    await DoneModel.updateOne({ _id: name }, { $setOnInsert: { at: new Date(), changed } }, { upsert: true });
    if (changed) log.info({ migration: name, changed }, 'stored documents were brought up to date');
  }
}
