import type { CaseAction, CaseInfo } from '@jierong/shared/cases';
import type { TimeLimit } from '@jierong/shared/categories';
import { cases } from '@jierong/shared/endpoints/cases';
import { limits } from '@jierong/shared/limits';
import type { DeclineReason } from '@jierong/shared/reports';
import { request } from '@/services/request';
import { caseText } from '@/text/desk';

/** What a person typed or chose; it stays when the act changes or the case moves. */
export interface CaseForm {
  note: string;
  reason: string;
  /** To the reporter. */
  words: string;
  decline?: DeclineReason;
  unitId?: string;
  /** As typed. */
  limitValue?: string;
  limitUnit?: TimeLimit['unit'];
}

export const emptyForm: CaseForm = { note: '', reason: '', words: '' };

/** What the form of an act asks for. */
export type Part = 'decline' | 'reason' | 'unit' | 'limit' | 'photos' | 'note' | 'words';

export const partsOf: Record<CaseAction, readonly Part[]> = {
  accept: ['note'],
  refuse: ['decline', 'note'],
  file: ['note'],
  decline: ['decline', 'note'],
  dispatch: ['unit', 'limit', 'note'],
  handOver: ['unit', 'note'],
  takeOver: ['note'],
  refuseHandOver: ['reason'],
  start: ['note'],
  sendBack: ['reason'],
  fixOnSpot: ['photos', 'note'],
  feedback: ['photos', 'note'],
  pass: ['note'],
  rework: ['reason'],
  closeUnfixed: ['reason'],
  void: ['reason'],
  contact: ['words'],
};

/** Acts that bring a case forward: with none of them it is not the reader's turn, whatever else they may do. */
const onward: readonly CaseAction[] = [
  'accept',
  'file',
  'dispatch',
  'takeOver',
  'start',
  'feedback',
  'fixOnSpot',
  'pass',
  'rework',
];

/** The one thing to decide; the server names it first. */
export const mainAct = ({ abilities }: Pick<CaseInfo, 'abilities'>): CaseAction | undefined =>
  onward.find((action) => action === abilities[0]);

/** Acts that end a case without a repair, or send it back. */
export const isHard = (action: CaseAction): boolean =>
  ['refuse', 'decline', 'sendBack', 'refuseHandOver', 'rework', 'closeUnfixed', 'void'].includes(action);

/** The limit usual for the category. */
export const usualLimit = (info: Pick<CaseInfo, 'suggested' | 'clock'>): TimeLimit | undefined =>
  info.suggested?.limit ?? info.clock?.limit;

/** What will be sent as the limit; undefined while there is no number. */
export function limitOf(form: CaseForm, info: Pick<CaseInfo, 'suggested' | 'clock'>): TimeLimit | undefined {
  const usual = usualLimit(info);
  const value = form.limitValue === undefined ? usual?.value : Number(form.limitValue);
  return value !== undefined && value > 0 ? { value, unit: form.limitUnit ?? usual?.unit ?? 'workingDay' } : undefined;
}

/** The unit chosen; for 派遣 the one that owns the matter unless another was chosen, for 转办 none. */
export const unitOf = (action: CaseAction, form: CaseForm, info: Pick<CaseInfo, 'suggested'>): string | undefined =>
  form.unitId ?? (action === 'dispatch' ? info.suggested?.unitId : undefined);

/** What is still missing for an act, in words for its button. */
export function missingFor(action: CaseAction, form: CaseForm, info: CaseInfo, photos: number): string | undefined {
  const { missing } = caseText;
  const parts = partsOf[action];
  if (parts.includes('decline') && !form.decline) return missing.reason;
  if (parts.includes('reason') && form.reason.trim().length < 2) return missing.words;
  if (parts.includes('words') && form.words.trim().length < 2) return missing.contact;
  if (parts.includes('unit') && !unitOf(action, form, info)) return missing.unit;
  if (parts.includes('limit') && !limitOf(form, info)) return missing.limit;
  if (parts.includes('photos') && photos === 0) return missing.photos;
  return undefined;
}

/** Sends an act. `missingFor` must have found nothing. @throws RequestError */
export function sendAct(action: CaseAction, form: CaseForm, info: CaseInfo, photos: string[]): Promise<CaseInfo> {
  const note = form.note.trim() || undefined;
  const base = { id: info.id, version: info.version, note };
  const reasoned = { id: info.id, version: info.version, reason: form.reason.trim() };
  const declined = { ...base, reason: form.decline ?? 'other' };
  const unitId = unitOf(action, form, info) ?? '';
  switch (action) {
    case 'accept':
    case 'file':
    case 'start':
    case 'takeOver':
    case 'pass':
      return request(cases[action], base);
    case 'refuse':
    case 'decline':
      return request(cases[action], declined);
    case 'sendBack':
    case 'refuseHandOver':
    case 'rework':
    case 'closeUnfixed':
    case 'void':
      return request(cases[action], reasoned);
    case 'fixOnSpot':
    case 'feedback':
      return request(cases[action], { ...base, photos: photos.slice(0, limits.photosPerFeedback) });
    case 'handOver':
      return request(cases.handOver, { ...base, unitId });
    case 'contact':
      return request(cases.contact, { id: info.id, version: info.version, words: form.words.trim() });
    case 'dispatch':
      return request(cases.dispatch, {
        ...base,
        unitId,
        limit: limitOf(form, info) ?? { value: 1, unit: 'workingDay' },
      });
  }
}
