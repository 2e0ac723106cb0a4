import { type OutsideAnswer, OutsideFailure } from '../../outside/http';
import type { Delivery, Found, UpdateDelivery } from '../../port';
import type { AnswerTest, FieldMap } from './fieldMap';
import { asText, isObject, take } from './fill';

/** An answer as far as it can be read: the status of HTTP, and the body when it is a JSON object in UTF-8. */
interface Read {
  status: number;
  body?: Record<string, unknown>;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function read({ status, body }: OutsideAnswer): Read {
  try {
    const parsed: unknown = JSON.parse(utf8.decode(body));
    return isObject(parsed) ? { status, body: parsed } : { status };
  } catch {
    return { status };
  }
}

const valueAt = ({ status, body }: Read, path: string): string | undefined =>
  path === '$status' ? String(status) : asText(take(body, path));

const passes = (answer: Read, test: AnswerTest | undefined): boolean =>
  test?.anyOf.includes(valueAt(answer, test.path) ?? '') === true;

/** Numbers of cases are short and printable; anything else would be shown to people. */
const numberAt = (answer: Read, path: string | undefined): string | undefined => {
  const number = path === undefined ? undefined : valueAt(answer, path);
  return number !== undefined && /^[\p{L}\p{N}\p{Pd}\p{Pc}/.:#()（）〔〕[\]]{1,64}$/u.test(number) ? number : undefined;
};

/** What became of a call; the platform's own sentence is left out, because it may name persons. */
type Judged = { outcome: 'success'; answer: Read } | { outcome: 'final' | 'retryLater'; detail: string };

/** Not the report's fault: too slow, too many, or a secret that is not the right one yet. */
const passing = new Set([401, 403, 408, 425, 429]);

/** Many platforms answer 200 and say in the body that nothing was done. */
function judge(given: OutsideAnswer, tests: { success: AnswerTest; final?: AnswerTest | undefined }): Judged {
  const answer = read(given);
  const { status } = given;
  const code = (answer.body && valueAt(answer, tests.success.path)) ?? '';
  const detail = `answered ${status}${code && tests.success.path !== '$status' ? ` with ${tests.success.path} ${code.slice(0, 40)}` : ''}`;
  if (passing.has(status) || status >= 500) return { outcome: 'retryLater', detail };
  if (status >= 300) return { outcome: 'final', detail };
  if (!answer.body) return { outcome: 'retryLater', detail: `${detail}, not readable` };
  if (passes(answer, tests.success)) return { outcome: 'success', answer };
  return { outcome: passes(answer, tests.final) ? 'final' : 'retryLater', detail };
}

/** What an answer to a new case means. `unnumbered`: it is there, but the answer does not tell the number. Pure. */
export function readOpened(map: FieldMap, given: OutsideAnswer): Delivery | { outcome: 'unnumbered' } {
  const { answer: tests } = map.open;
  const judged = judge(given, tests);
  if (judged.outcome !== 'success')
    return { outcome: judged.outcome === 'final' ? 'rejected' : 'retryLater', detail: judged.detail };
  const caseNumber = numberAt(judged.answer, tests.caseNumber);
  if (caseNumber) return { outcome: 'accepted', caseNumber };
  const token = numberAt(judged.answer, tests.token);
  return token ? { outcome: 'accepted', token } : { outcome: 'unnumbered' };
}

/** What an answer to a look-up means; undefined: not there. Pure. @throws when the platform does not say */
export function readFound(map: FieldMap, given: OutsideAnswer): Found | undefined {
  const { answer: tests } = map.find;
  const answer = read(given);
  if (passes(answer, tests.none)) return undefined;
  const caseNumber = numberAt(answer, tests.caseNumber);
  const token = numberAt(answer, tests.token);
  if (given.status < 300 && passes(answer, tests.success) && (caseNumber || token))
    return caseNumber ? { caseNumber } : { token: token! };
  throw new NotSaid(`the look-up answered ${given.status} and does not say`);
}

/** What an answer to news means. Pure. */
export function readUpdated(map: FieldMap, given: OutsideAnswer): UpdateDelivery {
  const judged = judge(given, map.update.answer);
  if (judged.outcome === 'success') return { outcome: 'accepted' };
  return { outcome: judged.outcome === 'final' ? 'refused' : 'retryLater', detail: judged.detail };
}

/** A look-up was answered, and not with yes or no. */
class NotSaid extends Error {}

/** No answer, or none that can be used: an address that may not be called never may, all else is tried again. */
export function readFailure(error: unknown): { outcome: 'final' | 'retryLater'; detail: string } {
  if (error instanceof NotSaid) return { outcome: 'retryLater', detail: error.message };
  if (!(error instanceof OutsideFailure)) throw error;
  return {
    outcome: error.reason === 'forbiddenAddress' ? 'final' : 'retryLater',
    detail: `no answer: ${error.reason}`,
  };
}
