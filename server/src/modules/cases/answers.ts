import { receiveAnswer } from '../../forwarding/answers';
import { DESK } from '../../forwarding/deskName';
import type { OfficialAnswer } from '../../forwarding/port';
import type { Services } from '../../services';
import { CaseModel } from './model';
import type { CaseRecord, StoredAnswer } from './record';

/** An answer that comes before the report knows its case number is told again after this long. */
const EARLY_MS = 1000;
const BATCH = 50;

type Telling = Pick<CaseRecord, '_id' | 'key' | 'number' | 'answers'>;

const toAnswer = (record: Telling, answer: StoredAnswer): OfficialAnswer => ({
  ...answer,
  destination: DESK,
  key: record.key,
  caseNumber: record.number,
  eventId: `${record._id}:${answer.seq}`,
});

/**
 * Tells the report what the desk did, in order. An answer leaves the case only after it was taken; two who tell at once
 * do no harm, because an answer is taken once.
 */
export async function relayAnswers(services: Services, caseId: string): Promise<void> {
  for (;;) {
    const record = await CaseModel.findById(caseId).select('key number answers').lean<Telling>();
    const first = record?.answers[0];
    if (!record || !first) return;
    if ((await receiveAnswer(services, toAnswer(record, first))) === 'early') {
      const later = new Date(services.now().getTime() + EARLY_MS);
      await CaseModel.updateOne({ _id: caseId }, { $set: { answersDueAt: later } });
      return;
    }
    await CaseModel.updateOne({ _id: caseId }, { $pull: { answers: { seq: first.seq } } });
    await CaseModel.updateOne({ _id: caseId, answers: { $size: 0 } }, { $unset: { answersDueAt: 1 } });
  }
}

/** Tells what a stopped process left untold. Returns how many cases had something to tell. */
export async function relayDueAnswers(services: Services): Promise<number> {
  const due = await CaseModel.find({ answersDueAt: { $lte: services.now() } })
    .sort({ answersDueAt: 1 })
    .limit(BATCH)
    .select('_id')
    .lean<{ _id: string }[]>();
  for (const { _id } of due) await relayAnswers(services, _id);
  return due.length;
}
