import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportInfo, ReportInput } from '@jierong/shared/reports';
import { type FailureCode, RequestError, request } from '@/services/request';
import { useDraft } from './draft';

/** After these nobody knows whether the server has it. */
const unsure: readonly FailureCode[] = ['offline', 'timeout', 'internalError', 'databaseUnavailable'];

export interface Submitted {
  report: ReportInfo;
  /** The server had an earlier sending of this draft, and what was changed since could not be put in any more. */
  older: boolean;
}

/**
 * Sends the draft under its own key, so that however often it is sent there is one report. The draft goes only when
 * the server has answered with the report.
 * @throws RequestError
 */
export async function submitDraft(input: ReportInput): Promise<Submitted> {
  const { draft, change, drop } = useDraft.getState();
  const { idempotencyKey } = draft;
  const earlier = draft.unanswered.filter((one) => !same(one, input));
  change({ unanswered: [...earlier, input] });
  let submitted: Submitted;
  try {
    submitted = { report: await request(reports.submit, input, { idempotencyKey }), older: false };
  } catch (error) {
    if (!(error instanceof RequestError) || unsure.includes(error.code)) throw error;
    change({ unanswered: earlier });
    if (error.code !== 'idempotencyConflict') throw error;
    submitted = await overtake(earlier, idempotencyKey, input, error);
  }
  drop();
  return submitted;
}

/**
 * An earlier sending arrived although its answer was lost, and the draft was changed since: the report is asked for by
 * sending the same again, then the changes are put in while they still can be.
 */
async function overtake(
  earlier: readonly ReportInput[],
  idempotencyKey: string,
  input: ReportInput,
  conflict: RequestError,
): Promise<Submitted> {
  for (const sent of earlier) {
    const report = await request(reports.submit, sent, { idempotencyKey }).catch(unlessConflict);
    if (!report) continue;
    const { id, version } = report;
    const { words, place, group, code, kind, anonymous, photos } = input;
    try {
      const edited = await request(reports.edit, {
        id,
        version,
        words,
        place,
        group,
        code,
        kind,
        anonymous,
        photos,
      });
      return { report: edited, older: false };
    } catch (error) {
      if (error instanceof RequestError && unsure.includes(error.code)) throw error;
      return { report, older: true };
    }
  }
  throw conflict;
}

function unlessConflict(error: unknown): undefined {
  if (error instanceof RequestError && error.code === 'idempotencyConflict') return undefined;
  throw error;
}

const same = (a: ReportInput, b: ReportInput): boolean => JSON.stringify(a) === JSON.stringify(b);
