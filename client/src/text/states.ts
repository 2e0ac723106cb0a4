import type { Outcome, ReceiptStatus, ReportState } from '@jierong/shared/reportPosition';
import type { DeclineReason, Holder, RefuseReason, ReportCard } from '@jierong/shared/reports';
import { timeOfDay } from './time';

export const stateLabels: Record<ReportState, string> = {
  received: '已收到',
  inReview: '待审核',
  refused: '审核未通过',
  forwarding: '转交中',
  claimed: '已认领',
  delivered: '已送达',
  declined: '不予立案',
  filed: '已立案',
  dispatched: '已派遣',
  handling: '处置中',
  resolved: '已处置',
  closed: '已结案',
  reopened: '返工',
  merged: '已并案',
  withdrawn: '已撤回',
};

export const outcomeLabels: Record<Outcome, string> = { fixed: '修好了', unfixed: '没有办', voided: '已作废' };

const unfixed = (outcome: Outcome | undefined): outcome is 'unfixed' | 'voided' =>
  outcome !== undefined && outcome !== 'fixed';

/** Whose look the chip takes: closed without a fix must not look like done. */
export const chipState = ({ state, outcome }: Pick<ReportCard, 'state' | 'outcome'>): ReportState =>
  state === 'closed' && unfixed(outcome) ? 'declined' : state;

type Marks = Pick<ReportCard, 'state' | 'receipt' | 'outcome' | 'disputeOpen' | 'appealOpen' | 'supervised'>;

/** The state as a chip says it: closed without a fix is said, and so is a delivery that people must help along. */
export function stateLabel({ state, receipt, outcome }: Marks): string {
  if (state === 'closed' && unfixed(outcome)) return outcomeLabels[outcome];
  if (state === 'forwarding' && receipt === 'offered') return '等人认领';
  if (state === 'forwarding' && receipt === 'held') return '没送到';
  return stateLabels[state];
}

/** What is said beside the state: 有人说没修好, 已申诉, 督办. */
export function markLabels({ disputeOpen, appealOpen, supervised }: Marks): string[] {
  const labels: string[] = [];
  if (disputeOpen) labels.push('有人说没修好');
  if (appealOpen) labels.push('申诉中');
  if (supervised) labels.push('公开督办');
  return labels;
}

export const receiptLabels: Record<ReceiptStatus, string> = {
  offered: '先请附近的商户和路长认领',
  queued: '排队等待送达',
  attempted: '正在送达，还没有应答',
  held: '没送到，已转人工',
  accepted: '已受理',
};

/** The same for a further place that gets the case as well. */
export const copyLabels: Record<'queued' | 'attempted' | 'held' | 'accepted', string> = {
  queued: '排队等待送达',
  attempted: '正在送达，还没有应答',
  held: '没送到',
  accepted: '已收下',
};

/**
 * Who has it now.
 * @param offerUntil end of the offer to neighbours
 */
export function holderSentence(holder: Holder, marks: Marks, offerUntil?: string): string {
  switch (holder.kind) {
    case 'reporter':
      return marks.state === 'refused' ? '在您手里：改好再交，或者申诉' : '在报的人手里，还可以修改';
    case 'check':
      return '正在自动核对内容';
    case 'moderator':
      return '审核员正在看';
    case 'neighbours':
      return offerUntil ? `先请附近的商户和路长认领，${timeOfDay(offerUntil)} 转交` : '先请附近的商户和路长认领';
    case 'claimer':
      return holder.name ? `${holder.name}认领了` : '热心人认领了';
    case 'queue':
      return marks.receipt === 'attempted' ? '正在送往案件队伍，会一直送到为止' : '排队送往案件队伍';
    case 'desk':
      return holder.name ? `在${holder.name}手里` : '在区智慧城管受理台';
    case 'unit':
      return holder.name ? `在${holder.name}手里` : '在处置部门手里';
    case 'public':
      return '等您和附近的人看一眼';
    case 'people':
      if (marks.disputeOpen) return '有人说没修好，工作人员正在核实';
      return holder.name ? `${holder.name}正在处理` : '工作人员正在处理';
    case 'nobody':
      return endedSentence(marks.state);
  }
}

function endedSentence(state: Marks['state']): string {
  if (state === 'declined') return '没有立案，没有人在办';
  if (state === 'merged') return '并到另一件里一起办';
  if (state === 'withdrawn') return '已经撤回，没有人在办';
  return '已经办完，没有人在办了';
}

export const declineReasonLabels: Record<DeclineReason, string> = {
  outOfScope: '不属受理范围',
  unclearPhoto: '照片不清或缺远近景',
  tooMinor: '轻微或已过时',
  alreadyFiled: '已经立案',
  notVerified: '现场核实不符',
  staged: '虚假、摆拍或翻拍',
  inLitigation: '涉诉涉访',
  splitReport: '同一路段拆分上报',
  other: '其他原因',
};

export const refuseReasonLabels: Record<RefuseReason, string> = {
  personalData: '拍到了人脸、车牌或私人信息',
  unrelated: '与街面问题无关',
  unclearPhoto: '照片看不清',
  insult: '有辱骂的话',
  advertising: '是广告',
  duplicate: '和别的上报重复',
  other: '其他原因',
};

/** A reason as told: a code of ours in words, anything else as people wrote it. */
export function reasonText(reason: string): string {
  const known: Record<string, string> = { ...declineReasonLabels, ...refuseReasonLabels };
  return known[reason] ?? reason;
}

/** The five stages a report is shown on. */
export const stageLabels = ['收到', '送达', '立案', '处置', '结案'] as const;

const stageOf: Record<ReportState, number> = {
  received: 0,
  inReview: 0,
  refused: 0,
  withdrawn: 0,
  forwarding: 1,
  delivered: 2,
  declined: 2,
  merged: 2,
  filed: 3,
  dispatched: 3,
  handling: 3,
  claimed: 3,
  reopened: 3,
  resolved: 3,
  closed: 5,
};

/**
 * What is past, under way and still to come. A claimed issue skips the official steps and says so by its own words;
 * what ended without a fix ends there, and no step is ticked that was not done.
 */
export function stagesOf({ state, origin, outcome }: Pick<ReportCard, 'state' | 'origin' | 'outcome'>) {
  const ended = state === 'declined' ? stateLabels.declined : unfixed(outcome) && outcomeLabels[outcome];
  if (ended) return [...stageLabels.slice(0, 2), ended].map((label) => ({ label, phase: 'past' as const }));
  const claim = state === 'claimed' || origin === 'claim';
  const labels = claim ? ['收到', '认领', '办理', '确认', '结案'] : stageLabels;
  const now = claim && state === 'claimed' ? 2 : claim && state === 'resolved' ? 3 : stageOf[state];
  return labels.map((label, i) => ({
    label,
    phase: i < now ? ('past' as const) : i === now ? ('now' as const) : ('next' as const),
  }));
}
