import type { ReportInfo } from '@jierong/shared/reports';
import { holderSentence, reasonText, stateLabels } from './states';
import { beforeText } from './time';

type When = string | number | Date;

/** Words of a report's own page. */
export const detailText = {
  title: '问题详情',
  gone: '没有找到这件事',
  goneText: '可能已经撤回，或者还没有公开。',
  by: (who: string, when: string) => `${who} · ${when}`,
  recurrence: '这里又出现了，看上一次',
  merged: '和另一件是同一回事，已经并案，支持和评论都转过去了',
  toMerged: '看接着办的那件',
  viewTags: { far: '远景', near: '近景', after: '整治后', evidence: '现场' },
  photoAt: (at: number, of: number) => `第 ${at} 张，共 ${of} 张`,
  allPhotos: '全部照片',

  undo: (left: string) => `${left} 内可以修改和撤回`,
  minutes: (count: number) => `${count} 分钟`,
  undoNote: '时间一到就核对内容、开始转交。',
  undoOver: '修改时间到了，正在核对内容。',
  editTitle: '修改上报',
  words: '说说情况',
  anonymous: '不公开我的称呼',
  anonymousNote: '别人看到的是「一位居民」。办案的人和商户本来就看不到您是谁。',
  save: '存好',
  withdrawTitle: '撤回这件上报',
  withdrawText: '撤回后就不转交了，不能再恢复。',
  withdrawLeave: '已经有人也遇到。您退出后，这件事照样办，只是不再和您有关。',
  withdrawYes: '确定撤回',
  leaveYes: '确定退出',
  leave: '退出',
  withdrawn: '已撤回',
  saved: '改好了',

  where: '到谁手里了',
  stages: '办到哪一步',
  allSteps: (count: number) => `看全部 ${count} 步`,
  fewerSteps: '收起',
  next: '接下来',

  receipt: '送达回执',
  receiptStamp: '已受理',
  receiptNumber: '案卷号',
  receiptOlder: '原案卷号',
  receiptTo: '送往',
  receiptTries: '发送',
  receiptTriesText: (count: number) => (count === 0 ? '还没发' : `第 ${count} 次`),
  receiptNow: '现在',
  receiptAgain: '下次再送',
  receiptAccepted: '受理时间',
  receiptNumberFollows: '对方已收下，稍后给号',
  receiptCopy: (to: string) => `抄送${to}`,

  supports: '也遇到的人',
  supportsNote: '人数会报到案卷，人多的先办。',
  supportsNone: '还没有别人说遇到。您也遇到的话点一下，人多的先办。',
  supportCaption: '支持会报到案卷，办好后请您来看一眼',
  shareIt: '转发',
  shared: '可以发给别人了',

  askSignedOut: '报的人和也遇到的人，登录后可以说修好没有，还可以评一评。',
  askTitle: '修好了吗？请您看一眼',
  askCounts: (asked: number, confirmed: number) =>
    confirmed ? `请了 ${asked} 人来看，${confirmed} 人说修好了。` : `请了 ${asked} 人来看，还没有人答复。`,
  askClaim: '您点「修好了」就结案；或者两位也遇到的人说修好了。',
  askOfficial: '您的答复会交给核查的人，核查后才结案。',
  askDispute: '说没修好请拍一张照片，一个工作日内由没经手的人来裁定。',
  askUntil: (until: string, official: boolean) =>
    official ? `${until}没人说没修好，等官方核查。` : `${until}没人说没修好，自动结案。`,
  confirmed: '记下了，谢谢您来看',
  rateTitle: '这次办得怎么样？',
  rateText: '三样各打几颗星，一分钟。',
  rate: '评一评',

  proposals: '怎样才不再犯',
  proposalsNone: '还没有人提办法。',
  residents: (yes: number, no: number) => `居民 赞成 ${yes}、反对 ${no}`,
  merchants: (yes: number, no: number) => `商户 赞成 ${yes}、反对 ${no}`,
  propose: '我也提一条',
  moreProposals: '看全部办法',

  comments: '评论',
  commentsNone: '还没有评论。您看到什么，说一句。',
  commentLabel: '说说您看到的',
  commentSend: '发出',
  commentEmpty: '先写几个字',
  officialSeal: '官方',
  commentHidden: '这条评论已收起',
  commentTakeBack: '收回',

  claimNote: '不用惊动官方，办好拍一张照片就行。',
  claimMineNote: '办好后照原来的角度拍一张。',
  claimFinish: '办好了，去拍照',
  forget: '抹去我的名字',
  forgetText: '这件事还在，只是从此写「一位居民」，也不再提醒您。不能恢复。',
  forgetYes: '确定抹去',
  forgotten: '已抹去',
  takeOver: '接过来，转交官方',
  takeOverNote: '等不得认领的人时用。',

  appealRefused: '由另一位审核员来看，只能申诉一次。',
  appealDeclined: '由中队负责人来看，只能申诉一次。',
  appealLabel: '为什么不同意',
  appealSend: '提交申诉',
  correctNote: '改好后由审核员再看一次，最多改两次。',
  correctSend: '再交一次',
  supplementNote: '补充后当作新的案卷重新转交，最多两次。',
  supplementLabel: '补充说明',
  supplementSend: '补充并转交',
  photosReplace: '换照片（不换就用原来的）',
  photosAdd: '加照片',
  needWords: '先写几个字',
  sent: '已经交上去了',
} as const;

/** What happens next, in two or three steps. */
export function nextSteps(report: ReportInfo, now: When): string[] {
  const due = report.clock && report.clock.kind !== 'offer' ? beforeText(report.clock.dueAt, now) : undefined;
  switch (report.state) {
    case 'received':
      return ['自动核对内容，拿不准的请审核员看', '通过后转交给案件队伍', '有进展就告诉您'];
    case 'inReview':
      return ['审核员两个工作时内看完', '通过就转交；没通过会写明原因'];
    case 'forwarding':
      if (report.receipt === 'offered') return ['有人认领，就由他来办', '没人认领，到时自动转交案件队伍'];
      if (report.receipt === 'held') return ['工作人员正在人工送达', '送到后这里会有案卷号，您不用再报'];
      return ['对方收到后给案卷号', '受理、立案后开始计时'];
    case 'claimed':
      return [`${due ? `${due}办好` : '办好'}，拍照给大家看`, '报的人和也遇到的人看一眼', '到时没办好，自动转交官方'];
    case 'delivered':
      return ['受理后核实情况', '立案后开始计时；不立案会写明原因'];
    case 'filed':
    case 'reopened':
      return ['派给负责的部门', '办好后拍照，请您看一眼'];
    case 'dispatched':
    case 'handling':
      return [`${due ? `${due}办好` : '办好'}，拍照反馈`, '请您看一眼，再由核查的人结案'];
    case 'resolved':
      return report.disputeOpen
        ? ['没经手的人一个工作日内裁定', '到时没人裁定，就算没修好，返工']
        : ['报的人和也遇到的人看一眼', report.origin === 'claim' ? '确认后结案' : '官方核查后结案'];
    default:
      return [];
  }
}

export interface Explained {
  tone: 'info' | 'soon' | 'bad';
  title: string;
  text: string;
}

/** Why it stands where it stands, where people ask that: refused, declined, held, closed unfixed, sent back. */
export function explain(report: ReportInfo, now: When): Explained | undefined {
  const { state, receipt, outcome, dispute } = report;
  const because = reasonOf(report);
  if (state === 'refused')
    return report.appealOpen
      ? { tone: 'info', title: '申诉已交', text: '由另一位审核员来看，有结果就告诉您。' }
      : { tone: 'bad', title: stateLabels.refused, text: `${because}。可以改好再交，也可以申诉一次。` };
  if (state === 'declined')
    return report.appealOpen
      ? { tone: 'info', title: '申诉已交', text: '由中队负责人来看，成立就另立新案。' }
      : { tone: 'bad', title: stateLabels.declined, text: `${because}。可以补充材料，也可以申诉。` };
  if (state === 'forwarding' && receipt === 'held')
    return { tone: 'soon', title: '没送到，已转人工', text: '对方没有收下，工作人员正在处理。您不用再报。' };
  if (state === 'closed' && outcome === 'unfixed')
    return { tone: 'bad', title: '这件事没有办', text: `${because}。不同意可以说「没修好」，或评价不满意。` };
  if (state === 'closed' && outcome === 'voided') return { tone: 'bad', title: '案卷作废', text: `${because}。` };
  if (report.disputeOpen && dispute)
    return {
      tone: 'soon',
      title: '有人说没修好',
      text: `${dispute.reason}。${beforeText(dispute.decideBy, now)}由没经手的人裁定，没人裁定就返工。`,
    };
  if (dispute?.decision === 'rejected' && (state === 'resolved' || state === 'closed'))
    return {
      tone: 'info',
      title: '看过了，确实修好了',
      text: `${dispute.decisionReason ?? '由没经手的人到现场看过'}。还不对，可以再说一次。`,
    };
  if (state === 'reopened')
    return { tone: 'bad', title: '没修好，正在返工', text: because ? `${because}。` : '已退回重办。' };
  return undefined;
}

/** The reason of the newest act that had one. */
function reasonOf(report: ReportInfo): string {
  const told = [...report.timeline].reverse().find((e) => e.reason && e.to === report.state && e.action !== 'appeal');
  if (!told?.reason) return '没有写明原因';
  return told.note ? `${reasonText(told.reason)}：${told.note}` : reasonText(told.reason);
}

/** Who has it, with the end of the offer to neighbours when there is one. */
export const holderText = (report: ReportInfo): string =>
  holderSentence(report.holder, report, report.clock?.kind === 'offer' ? report.clock.dueAt : undefined);
