import { createHash } from 'node:crypto';
import { AppError } from '../../appError';
import { newId } from '../../ids';
import { reportsById } from '../../modules/reports/published';
import { addComment } from '../../modules/talk/commands/addComment';
import { commentSentAs } from '../../modules/talk/queries';
import type { Services } from '../../services';
import { instantOf } from '../instant';
import type { KeyRecord } from '../keys/model';
import { partnerOf } from '../keys/partner';
import { badParameter, unknownThing } from '../problem';
import type { Parameters } from '../query';
import { isTold } from '../requestRows';
import { outsideStatuses } from '../text';
import { bounded } from './takeRequest';

const DESCRIPTION = 2000;
const OUTSIDE_ID = 100;

/**
 * Takes an update of an outside program as its comment on the report, held back by the content check like anybody's. What
 * it says of the state (FIXED, REOPEN, …) stands in front of its words and moves nothing: closing and reopening need what
 * the table of the report's life asks for, a photo and a reason, or the check on site. An update_id of the same key that
 * came before is answered as it was.
 * @returns the id of the update here
 * @throws Open311Problem 400 or 404 that names the parameter
 */
export async function takeUpdate(services: Services, key: KeyRecord, given: Parameters): Promise<string> {
  const partner = partnerOf(key);
  const outsideId = bounded(given, 'update_id', OUTSIDE_ID);
  const clientKey = outsideId ? `update-${createHash('sha256').update(outsideId).digest('base64url')}` : newId();
  const first = outsideId ? await commentSentAs(partner.id, clientKey) : null;
  if (first) return first._id;

  const words = wordsOf(given);
  const reportId = given.one('service_request_id');
  if (reportId === undefined) throw badParameter('service_request_id', 'is missing');
  const [report] = await reportsById([reportId]);
  if (!report || !isTold(report)) throw unknownThing('service_request_id');
  if (!report.published) throw badParameter('service_request_id', 'is not public yet; send the update again later');
  try {
    return (await addComment(services, partner, { reportId, words, clientKey }))._id;
  } catch (error) {
    const isRepeat = error instanceof AppError && error.code === 'idempotencyConflict';
    const earlier = isRepeat ? await commentSentAs(partner.id, clientKey) : null;
    if (!earlier) throw error;
    return earlier._id;
  }
}

function wordsOf(given: Parameters): string {
  const at = given.one('updated_datetime');
  if (at !== undefined) instantOf('updated_datetime', at);
  const status = given.one('status');
  if (status !== undefined && !Object.hasOwn(outsideStatuses, status.toUpperCase()))
    throw badParameter('status', `must be one of ${Object.keys(outsideStatuses).join(', ')}`);
  const said = status === undefined ? '' : outsideStatuses[status.toUpperCase()];
  const words = [said, bounded(given, 'description', DESCRIPTION)].filter(Boolean).join('：');
  if (!words) throw badParameter('description', 'is missing');
  return words;
}
