import type { ReportInfo } from '@jierong/shared/reports';
import type { ReportRecord } from './record';

/** The first contact with the reporter as everybody sees it; nothing where none was promised. */
export const presentContact = ({ contact }: Pick<ReportRecord, 'contact'>): Pick<ReportInfo, 'contact'> =>
  contact
    ? { contact: { dueAt: contact.dueAt.toISOString(), ...(contact.at ? { at: contact.at.toISOString() } : {}) } }
    : {};
