import { AppError } from '../../appError';
import { deriveQueue } from './caseClocks';
import { CaseModel } from './model';
import type { CaseRecord, StoredAnswer, StoredCaseEntry } from './record';

/** What a decision wants written. Undefined values in `set` remove the field. */
export interface CaseChange {
  set?: { [K in keyof CaseRecord]?: CaseRecord[K] | undefined };
  entry?: Omit<StoredCaseEntry, 'seq'>;
  /** Told to the report, in order, by `relayAnswers`. */
  answer?: Omit<StoredAnswer, 'seq'>;
}

const RETRIES = 8;

/**
 * The only writer of cases: loads, lets `decide` look, and writes the case with its timeline entry and its answer to the
 * report in one atomic act, guarded by the revision.
 * @param seen the version the caller saw, or undefined for news from the report
 * @throws notFound, caseMoved {version}, and whatever `decide` throws
 */
export async function changeCase(
  filter: { _id: string } | { key: string },
  seen: number | undefined,
  decide: (record: CaseRecord) => CaseChange | null | Promise<CaseChange | null>,
): Promise<CaseRecord> {
  for (let i = 0; i < RETRIES; i++) {
    const record = await CaseModel.findOne(filter).lean<CaseRecord>();
    if (!record) throw new AppError('notFound');
    if (seen !== undefined && record.version !== seen) throw new AppError('caseMoved', { version: record.version });
    const change = await decide(record);
    if (!change) return record;
    const written = await CaseModel.findOneAndUpdate(
      { _id: record._id, revision: record.revision },
      operators(record, change),
      { returnDocument: 'after' },
    ).lean<CaseRecord>();
    if (written) return written;
  }
  throw new AppError('databaseUnavailable');
}

function operators(record: CaseRecord, { set: given = {}, entry, answer }: CaseChange) {
  const set: Record<string, unknown> = {};
  const unset: Record<string, 1> = {};
  const put = (fields: object) => {
    for (const [key, value] of Object.entries(fields)) {
      if (value === undefined) unset[key] = 1;
      else set[key] = value;
    }
  };
  put(given);
  if (entry) {
    put({ updatedAt: entry.at });
    const after = { ...record, ...given };
    put(deriveQueue(after, entry.at));
  }
  if (answer) {
    put({ answerSeq: record.answerSeq + 1, answersDueAt: answer.at });
  }
  const push = {
    ...(entry ? { timeline: { seq: record.timeline.length + 1, ...entry } } : {}),
    ...(answer ? { answers: { seq: record.answerSeq + 1, ...answer } } : {}),
  };
  return {
    $set: set,
    ...(Object.keys(unset).length ? { $unset: unset } : {}),
    ...(Object.keys(push).length ? { $push: push } : {}),
    $inc: { revision: 1, ...(entry ? { version: 1 } : {}) },
  };
}
