import type { CaseAction, CaseCard, CaseEntry, CaseStage } from '@jierong/shared/cases';
import type { ReportState } from '@jierong/shared/reportPosition';
import type { IconName } from '@/components/icon/names';
import { reasonText } from './states';
import { beforeText } from './time';

/** Stages of a case in the standard's words. */
export const caseStageLabels: Record<CaseStage, string> = {
  arrived: '已送达',
  accepted: '已受理',
  filed: '已立案',
  dispatched: '已派遣',
  handling: '处置中',
  handled: '已处置',
  reopened: '返工',
  closed: '已结案',
  declined: '不予立案',
  voided: '已作废',
  merged: '已并案',
};

/** The public state whose look a stage takes. */
export const stageLooks: Record<CaseStage, ReportState> = {
  arrived: 'delivered',
  accepted: 'delivered',
  filed: 'filed',
  dispatched: 'dispatched',
  handling: 'handling',
  handled: 'resolved',
  reopened: 'reopened',
  closed: 'closed',
  declined: 'declined',
  voided: 'withdrawn',
  merged: 'merged',
};

const waits: Partial<Record<CaseStage, string>> = {
  arrived: '等受理',
  accepted: '等立案',
  filed: '等派遣',
  handled: '等核查',
  reopened: '等重办',
};

/** What a row of the queue says beside the stage: what is unusual, else whose turn it is. */
export function rowNote({ stage, unit, handOverTo, disputeOpen, supervised, reworks, contactClock }: CaseCard): string {
  if (contactClock?.status === 'over') return '还没联系上报人，已超时';
  if (disputeOpen) return '有人说没修好';
  if (supervised) return '公开督办';
  if ((stage === 'dispatched' || stage === 'handling') && unit)
    return handOverTo ? `${unit.name}，等${handOverTo.name}接办` : unit.name;
  if (reworks > 0 && stage !== 'closed' && stage !== 'reopened') return `返工 ${reworks} 次`;
  return waits[stage] ?? '';
}

const turns: Partial<Record<CaseStage, string>> = {
  arrived: '等受理员受理',
  accepted: '等受理员立案',
  filed: '等派遣员派遣',
  handled: '等核查员核查',
  reopened: '等派遣员重派，或者原单位接着办',
};

/** Whose turn it is, for who is not it; undefined when nobody's. */
export const turnSentence = ({ stage, unit }: Pick<CaseCard, 'stage' | 'unit'>): string | undefined =>
  stage === 'dispatched' || stage === 'handling' ? `在${unit?.name ?? '处置部门'}手里` : turns[stage];

export const caseActionLabels: Record<CaseAction, string> = {
  accept: '受理',
  refuse: '不予受理',
  file: '立案',
  decline: '不予立案',
  dispatch: '派遣',
  handOver: '转办',
  takeOver: '接办',
  refuseHandOver: '不接',
  start: '开始处置',
  sendBack: '回退',
  fixOnSpot: '现场快办',
  feedback: '处置反馈',
  pass: '核查通过，结案',
  rework: '不通过，返工',
  closeUnfixed: '没有办',
  void: '作废',
  contact: '联系上报人',
};

export const caseActionIcons: Record<CaseAction, IconName> = {
  accept: 'state-delivered',
  refuse: 'state-declined',
  file: 'state-filed',
  decline: 'state-declined',
  dispatch: 'state-dispatched',
  handOver: 'act-reroute',
  takeOver: 'state-dispatched',
  refuseHandOver: 'act-undo',
  start: 'state-handling',
  sendBack: 'act-undo',
  fixOnSpot: 'act-camera',
  feedback: 'state-resolved',
  pass: 'state-closed',
  rework: 'state-reopened',
  closeUnfixed: 'ui-close',
  void: 'ui-close',
  contact: 'act-comment',
};

/** What follows from an act, told beside its button. */
export const caseActionNotes: Record<CaseAction, string> = {
  accept: '上报人会看到「已受理」，接着立案',
  refuse: '案件到此结束，原因给上报人看，可以申诉',
  file: '处置时限从立案算起，接着派遣',
  decline: '案件到此结束，原因给上报人看，可以申诉',
  dispatch: '部门马上看到，上报人也看得到派给了谁',
  handOver: '问另一个部门接不接；对方接办以前还由原单位负责，时限不停',
  takeOver: '接下来由您的单位办，时限接着算',
  refuseHandOver: '不接就还由原单位办，理由他们看得到',
  start: '上报人会看到「处置中」',
  sendBack: '退给派遣员重派，最多两次，第三次由兜底单位接办',
  fixOnSpot: '当场办好的，拍一张办好后的照片，直接等核查',
  feedback: '交了以后请上报人看一眼，再由核查员核查',
  pass: '案件结案，请上报人评一评',
  rework: '退回去重办，处置时限重新算',
  closeUnfixed: '案件结束但没有办，原因公开',
  void: '案件作废，原因公开',
  contact: '这句话只有上报人看得到；受理后要按时联系一次',
};

const news: Partial<Record<string, string>> = {
  reopened: '退回重办',
  withdrawn: '上报人撤回',
  closed: '大家确认，结案',
  disputed: '有人说没修好',
  disputeRejected: '异议不成立',
};

const bad: ReadonlySet<string> = new Set([
  'refuse',
  'decline',
  'sendBack',
  'refuseHandOver',
  'rework',
  'closeUnfixed',
  'void',
  'reopened',
  'disputed',
]);

/** An act that names the unit it is meant for, not that of who did it. */
function towards(act: CaseAction, by: string, unitName: string | undefined): string | undefined {
  if (!unitName) return undefined;
  if (act === 'dispatch') return `${by}派给${unitName}`;
  return act === 'handOver' ? `${by}请${unitName}接办` : undefined;
}

/** One line of a case's timeline in words. */
export function caseEntrySentence(entry: CaseEntry, now: number) {
  const { by, unitName, dueAt, reason, note } = entry;
  const act = entry.action as CaseAction;
  const parts = [
    towards(act, by, unitName) ?? [by, unitName].filter(Boolean).join(' · '),
    dueAt && `${beforeText(dueAt, now)}办好`,
    reason && `原因：${reasonText(reason)}`,
    note && `「${note}」`,
  ];
  return {
    title: caseActionLabels[act] ?? news[entry.action] ?? caseStageLabels[entry.to],
    note: parts.filter(Boolean).join('，') || undefined,
    icon: caseActionIcons[act] ?? (`state-${stageLooks[entry.to]}` as IconName),
    bad: bad.has(entry.action),
  };
}
