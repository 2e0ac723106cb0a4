import { model, Schema } from 'mongoose';
import type { Services } from '../../services';
import type { Destination } from '../port';
import { storeAnswers } from './store';

/** Windows overlap by this much: what the other side enters late, or dates by a clock that is behind, is seen. */
const OVERLAP_MS = 15 * 60_000;
/** A first look goes back this far. */
const FIRST_LOOK_MS = 24 * 3_600_000;

interface PollRecord {
  _id: string;
  /** Everything up to here has been stored. */
  until: Date;
}

const PollModel = model<PollRecord>(
  'Poll',
  new Schema<PollRecord>(
    { _id: { type: String, required: true }, until: { type: Date, required: true } },
    { collection: 'polls', strict: 'throw', versionKey: false },
  ),
);

/**
 * Asks a destination what is new since the last look, and stores it before the look is noted: what was seen before is
 * known by its event. Several workers may ask at once; each window is stored once in effect.
 */
export async function pollDestination(services: Services, destination: Destination): Promise<void> {
  const to = services.now();
  const last = await PollModel.findById(destination.name).lean<PollRecord>();
  const from = new Date((last?.until.getTime() ?? to.getTime() - FIRST_LOOK_MS) - (last ? OVERLAP_MS : 0));
  const answers = await destination.poll!({ from, to });
  await storeAnswers(destination.name, answers, to);
  await PollModel.updateOne({ _id: destination.name }, { $max: { until: to } }, { upsert: true });
}
