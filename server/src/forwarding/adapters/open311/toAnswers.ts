import { parseKey } from '../../keys';
import type { IncomingAnswer } from '../../port';
import type { Row } from './readAnswer';
import type { Open311Settings } from './settings';
import { type StatusMeaning, statusName, usualStatuses } from './statuses';

/** What was read, and how many records could not be placed in time or named no case. */
export interface Read {
  answers: IncomingAnswer[];
  unreadable: number;
}

/** Records of `servicerequestupdates`: each is an answer by its own id, with its photos. Pure. */
export function answersOfUpdates(rows: readonly Row[], settings: Open311Settings): Read {
  const { answers, unreadable } = read(rows, settings, ({ update_id }) => update_id?.trim());
  const photos = new Map(rows.map(({ update_id, media_url }) => [update_id?.trim(), addressesIn(media_url)]));
  return {
    answers: answers.map((answer) => {
      const photoAddresses = photos.get(answer.eventId);
      return photoAddresses?.length ? { ...answer, photoAddresses } : answer;
    }),
    unreadable,
  };
}

const addressesIn = (text = ''): string[] => text.split(/\s+/).filter((each) => /^https?:\/\//.test(each));

/**
 * Records of `requests`: a status at a time is an answer. Those without a number wait for it, and their photo is the one
 * that we sent. Pure.
 */
export const answersOfRequests = (rows: readonly Row[], settings: Open311Settings): Read =>
  read(
    rows.filter(({ service_request_id }) => service_request_id !== undefined),
    settings,
    ({ service_request_id, status, updated_datetime }) =>
      status && updated_datetime ? `${service_request_id}@${updated_datetime}:${statusName(status)}` : undefined,
  );

function read(rows: readonly Row[], settings: Open311Settings, idOf: (row: Row) => string | undefined): Read {
  let unreadable = 0;
  const byId = new Map<string, { row: Row; at: Date; caseNumber: string; eventId: string }>();
  for (const row of rows) {
    const eventId = idOf(row);
    const caseNumber = row.service_request_id?.trim();
    const at = new Date(row.updated_datetime?.trim() ?? '');
    if (!eventId || !caseNumber || Number.isNaN(at.getTime())) unreadable += 1;
    else byId.set(`${caseNumber} ${eventId}`, { row, at, caseNumber, eventId });
  }
  const inOrder = [...byId.values()].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || a.eventId.localeCompare(b.eventId, 'en', { numeric: true }),
  );
  const places = new Map<string, number>();
  const answers: IncomingAnswer[] = [];
  for (const { row, at, caseNumber, eventId } of inOrder) {
    // Servers count in whole seconds: what happened to a case in the same one is told apart by its place.
    const moment = `${caseNumber} ${at.getTime()}`;
    const place = places.get(moment) ?? 0;
    places.set(moment, place + 1);
    const meaning = meaningOf(row.status ?? '', settings);
    const key = settings.keyAttribute ? row[settings.keyAttribute]?.trim() : undefined;
    // A server that names the sender's id tells which cases are none of ours.
    if (!meaning || (key && !parseKey(key))) continue;
    answers.push({
      ...(key ? { key } : {}),
      caseNumber,
      eventId,
      seq: at.getTime() * 1000 + place,
      at,
      action: meaning.action,
      ...wordsOf(row, meaning),
      ...(row.agency_responsible ? { by: row.agency_responsible, unitName: row.agency_responsible } : {}),
      ...dueAt(row),
      photos: [],
    });
  }
  return { answers, unreadable };
}

function meaningOf(status: string, { statuses }: Open311Settings): StatusMeaning | null {
  const name = statusName(status);
  const own = Object.entries(statuses).find(([given]) => statusName(given) === name);
  return own ? own[1] : (usualStatuses[name] ?? null);
}

function wordsOf(row: Row, { reason, words }: StatusMeaning): Pick<IncomingAnswer, 'reason' | 'note'> {
  const said = row.description ?? row.status_notes;
  if (words === 'reason') return said || reason ? { reason: said ?? reason ?? '' } : {};
  return { ...(reason ? { reason } : {}), ...(said ? { note: said } : {}) };
}

function dueAt({ expected_datetime }: Row): Pick<IncomingAnswer, 'dueAt'> {
  const at = new Date(expected_datetime ?? '');
  return Number.isNaN(at.getTime()) ? {} : { dueAt: at };
}
