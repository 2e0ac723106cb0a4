import type { Env } from '../env';
import { keyNamed } from './keys/keys';
import type { KeyRecord, Scope } from './keys/model';
import { Open311Problem, unknownThing } from './problem';
import type { Parameters } from './query';

/** One jurisdiction is served; naming it is optional, naming another is an error. @throws Open311Problem 404 */
export function checkJurisdiction(given: Parameters, env: Env): void {
  const named = given.one('jurisdiction_id');
  if (named !== undefined && named !== env.OPEN311_JURISDICTION) throw unknownThing('jurisdiction_id');
}

/** The key of a call that writes. @throws Open311Problem 403 when it is missing, unknown, or not for this */
export async function keyOf(given: Parameters, scope: Scope): Promise<KeyRecord> {
  const named = given.one('api_key');
  if (named === undefined) throw new Open311Problem(403, 'api_key: is missing');
  const key = await keyNamed(named);
  if (!key) throw new Open311Problem(403, 'api_key: is not valid');
  if (!key.scopes.includes(scope))
    throw new Open311Problem(403, `api_key: is not for this; it lacks the scope ${scope}`);
  return key;
}
