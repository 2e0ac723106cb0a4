import type { CategoryGroup } from '@jierong/shared/categories';
import type { Point } from '@jierong/shared/geo';
import { limits } from '@jierong/shared/limits';
import type { ReportInput } from '@jierong/shared/reports';
import { AppError } from '../../appError';
import { newId } from '../../ids';
import { submitReport } from '../../modules/reports/commands/submit';
import { reportSentAs } from '../../modules/reports/published';
import type { Services } from '../../services';
import type { Form } from '../form';
import type { KeyRecord } from '../keys/model';
import { partnerOf, senderOf } from '../keys/partner';
import { checkMediaUrl, takePhotos } from '../photos';
import { placeInputOf } from '../place';
import { badParameter, Open311Problem } from '../problem';
import type { Parameters } from '../query';
import { FIXMYSTREET_ID, groupOf, OFFICIAL_CODE, officialCodeOf } from '../services';
import { notes } from '../text';

/** «free form text limited to 4,000 characters» (specification). */
const DESCRIPTION = 4000;
const OUTSIDE_ID = 64;

/** What a POST of a request answers. */
export interface TakenRequest {
  id: string;
  notice: string;
}

/**
 * Takes a request of an outside program as an ordinary report: content check, review, forwarding, all as if a person had
 * sent it. The same fixmystreet_id of the same key is the same request, however often it comes and whatever it says then.
 * Of its sender nothing is kept but the key (see `partnerOf`).
 * @throws Open311Problem 400 or 404 that names every bad parameter
 */
export async function takeRequest(
  services: Services,
  { parameters, photos, admitted: key }: Form<KeyRecord>,
): Promise<TakenRequest> {
  const partner = partnerOf(key);
  const outsideId = attribute(parameters, FIXMYSTREET_ID);
  if (outsideId && outsideId.length > OUTSIDE_ID)
    throw badParameter(`attribute[${FIXMYSTREET_ID}]`, `at most ${OUTSIDE_ID} characters`);
  const clientKey = outsideId ? `fixmystreet-${outsideId}` : newId();
  const first = outsideId ? await reportSentAs(partner.id, clientKey) : null;
  if (first) return { id: first._id, notice: notes.taken };

  const read = readRequest(parameters);
  const came = photos.slice(0, limits.photosPerReport);
  const urls = read.mediaUrls.slice(0, limits.photosPerReport - came.length);
  const taken = await takePhotos(services, partner.id, { urls, came });
  const input: ReportInput = {
    ...read.report,
    photos: taken.map((photo, i) => ({ key: photo, view: i === 0 ? 'far' : 'near' })),
    anonymous: false,
  };
  try {
    const report = await submitReport(services, partner, clientKey, input, senderOf(key));
    return { id: report._id, notice: noticeOf(taken.length, photos.length + read.mediaUrls.length) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'outsideDistrict') throw badParameter('lat, long', 'lies outside this jurisdiction');
    const earlier = error.code === 'idempotencyConflict' ? await reportSentAs(partner.id, clientKey) : null;
    if (!earlier) throw error;
    return { id: earlier._id, notice: notes.taken };
  }
}

function noticeOf(taken: number, sent: number): string {
  if (taken >= Math.min(sent, limits.photosPerReport)) return notes.taken;
  return notes.taken + (sent === 1 ? notes.photoMissed : notes.photosMissed);
}

/** The value of `attribute[CODE]`, also as the list form `attribute[CODE][]`. */
const attribute = (given: Parameters, code: string): string | undefined =>
  given.one(`attribute[${code}]`) ?? given.one(`attribute[${code}][]`);

/** Reads all parameters and tells of all that are bad at once. */
function readRequest(given: Parameters): { report: Omit<ReportInput, 'photos' | 'anonymous'>; mediaUrls: string[] } {
  const problems: Open311Problem[] = [];
  const reading = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Open311Problem)) throw error;
      problems.push(error);
      return undefined;
    }
  };
  const group = reading(() => groupGiven(given));
  const official = reading(() => officialGiven(given, group));
  const place = reading(() => placeInputOf(pointGiven(given), addressGiven(given)));
  const words = reading(() => bounded(given, 'description', DESCRIPTION)) ?? '';
  const mediaUrls = given.all('media_url').map((url) => url.trim());
  for (const url of mediaUrls) reading(() => checkMediaUrl(url));
  if (problems.length || !group || !place) {
    const status = problems.every((problem) => problem.status === 404) ? 404 : 400;
    throw new Open311Problem(status, [...new Set(problems.flatMap(({ sentences }) => sentences))]);
  }
  return { report: { place, group, ...official, words }, mediaUrls };
}

function groupGiven(given: Parameters): CategoryGroup {
  const code = given.one('service_code');
  if (code === undefined) throw badParameter('service_code', 'is missing');
  return groupOf(code);
}

function officialGiven(given: Parameters, group: CategoryGroup | undefined) {
  const value = attribute(given, OFFICIAL_CODE);
  return group && value !== undefined ? officialCodeOf(group, value) : {};
}

/** Text of a parameter, trimmed. @throws Open311Problem 400 when it is longer than `max` characters */
export function bounded(given: Parameters, name: string, max: number): string | undefined {
  const text = given.one(name)?.trim();
  if (text !== undefined && [...text].length > max) throw badParameter(name, `at most ${max} characters`);
  return text;
}

function addressGiven(given: Parameters): string | undefined {
  const address = bounded(given, 'address_string', limits.address)?.replaceAll(/\s+/g, ' ');
  if (address !== undefined && address.length < 2) throw badParameter('address_string', 'at least 2 characters');
  if (address !== undefined || given.one('lat') !== undefined || given.one('long') !== undefined) return address;
  if (given.one('address_id') !== undefined)
    throw badParameter('address_id', 'is not known here; send lat and long, or address_string');
  throw badParameter('lat, long', 'are missing; send them, or address_string');
}

function pointGiven(given: Parameters): Omit<Point, 'datum'> | undefined {
  const [latitude, longitude] = [degrees(given, 'lat', 90), degrees(given, 'long', 180)];
  if (latitude === undefined && longitude === undefined) return undefined;
  if (latitude === undefined) throw badParameter('lat', 'is missing beside long');
  if (longitude === undefined) throw badParameter('long', 'is missing beside lat');
  return { latitude, longitude };
}

function degrees(given: Parameters, name: string, most: number): number | undefined {
  const text = given.one(name)?.trim();
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^[-+]?\d{1,3}(\.\d{1,20})?$/.test(text) || Math.abs(value) > most)
    throw badParameter(name, `must be degrees from -${most} to ${most}`);
  return value;
}
