import { openStates } from '@jierong/shared/reportPosition';
import type { ReportInfo } from '@jierong/shared/reports';
import { beforeText, whenText } from './time';

/** The first contact in words; nothing where none was promised, or the matter is over without one. */
export function contactSentence(
  { contact, mine, state }: Pick<ReportInfo, 'contact' | 'mine' | 'state'>,
  now: number,
): { text: string; late: boolean } | undefined {
  if (!contact) return undefined;
  const who = mine ? '您' : '上报人';
  if (contact.at) return { text: `${whenText(contact.at, now)} 联系过${who}`, late: false };
  if (!openStates.includes(state)) return undefined;
  if (new Date(contact.dueAt).getTime() < now) return { text: `过了时间还没有联系${who}`, late: true };
  const how = mine ? '，看「消息」' : '';
  return { text: `${beforeText(contact.dueAt, now)}会联系${who}${how}`, late: false };
}
