import { AppError } from '../appError';
import { changeReport } from '../modules/reports/change';
import type { Services } from '../services';
import { judgeAnswer, type Taken, type Verdict } from './judgeAnswer';
import { parseKey } from './keys';
import type { OfficialAnswer } from './port';

/**
 * Takes an answer from any destination: idempotent by its event id, in order of `seq` within a case. Steps the other side
 * left out are entered as 未提供; what the table does not allow is kept for people. It never throws for what came from
 * outside.
 */
export async function receiveAnswer(services: Services, answer: OfficialAnswer): Promise<Taken> {
  const key = parseKey(answer.key);
  if (!key) return 'unknown';
  for (;;) {
    let verdict: Verdict = { taken: 'unknown', change: null };
    try {
      await changeReport(key.reportId, undefined, (report) => {
        verdict = judgeAnswer(services.env, report, key.round, answer);
        return verdict.change;
      });
    } catch (error) {
      if (error instanceof AppError && error.code === 'notFound') return 'unknown';
      throw error;
    }
    if (verdict.again) continue;
    if (verdict.taken === 'held') services.log.warn({ key: answer.key, event: answer.eventId }, 'an answer is held');
    if (verdict.change) services.kick();
    return verdict.taken;
  }
}
