import { AppError } from '../../appError';
import { isDuplicateKey } from '../../db/duplicateKey';
import { parseKey } from '../../forwarding/keys';
import type { OfficialAnswer } from '../../forwarding/port';
import { newId } from '../../ids';
import type { Services } from '../../services';
import { changeReport } from '../reports/change';
import type { ReportRecord } from '../reports/record';
import { MessageModel } from './model';

type Contact = Pick<OfficialAnswer, 'key' | 'eventId' | 'at' | 'by' | 'note'>;

/**
 * A message of the desk to whoever reported: it goes to their inbox alone; in public stands that they were contacted, and
 * by whom. Told twice, it adds nothing. The desk does not learn who it was, only when there is nobody.
 */
export async function hearContact(
  services: Services,
  contact: Contact,
): Promise<'taken' | 'early' | 'unknown' | 'nobody'> {
  const key = parseKey(contact.key);
  if (!key) return 'unknown';
  let told: 'taken' | 'early' | 'nobody' = 'taken';
  try {
    await changeReport(key.reportId, undefined, async (report) => {
      told = 'taken';
      const mark = `contact:${contact.eventId}`;
      if (report.seenAnswers.includes(mark)) return null;
      const { state, round } = report.position;
      if (state === 'forwarding' && round === key.round) {
        told = 'early';
        return null;
      }
      if (!report.reporterId) {
        told = 'nobody';
        return null;
      }
      await deliver(report, report.reporterId, contact, services.now());
      const promised = report.contact ? { contact: { ...report.contact, at: report.contact.at ?? contact.at } } : {};
      return {
        set: { ...promised, seenAnswers: [...report.seenAnswers, mark] },
        entry: {
          seq: report.timeline.length + 1,
          at: contact.at,
          action: 'contact',
          actor: 'official',
          ...(contact.by ? { by: contact.by } : {}),
          from: state,
          to: state,
          round,
          photos: [],
        },
      };
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'notFound') return 'unknown';
    throw error;
  }
  return told;
}

async function deliver(report: ReportRecord, personId: string, contact: Contact, at: Date): Promise<void> {
  try {
    await MessageModel.create({
      _id: `${String(report.timeline.length + 1).padStart(5, '0')}${newId()}`,
      key: `${report._id}:${contact.eventId}:${personId}`,
      personId,
      at,
      kind: 'contact',
      reportId: report._id,
      reportTitle: report.title,
      state: report.position.state,
      ...(contact.by ? { unitName: contact.by } : {}),
      ...(contact.note ? { words: contact.note } : {}),
      asks: false,
      read: false,
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
