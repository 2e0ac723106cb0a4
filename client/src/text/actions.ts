import type { Message } from '@jierong/shared/messages';
import type { Action } from '@jierong/shared/reportLifecycle';
import type { TimelineEntry } from '@jierong/shared/reports';
import type { IconName } from '@/components/icon/names';
import { reasonText, stateLabels } from './states';
import { beforeText } from './time';

/** What stands in a timeline: an act of the table, the sending that began it, or that its reporter was contacted. */
type Act = Action | 'submit' | 'contact';

interface Sentence {
  title: string;
  note?: string;
}
type Told = Pick<TimelineEntry, 'by' | 'reason' | 'note' | 'dueAt' | 'caseNumber' | 'round' | 'to'>;
type Write = (e: Told, now: string | number | Date) => Sentence;

const by = (e: Told, fallback = ''): string => e.by ?? fallback;
const because = (e: Told): string | undefined => join(e.reason && `原因：${reasonText(e.reason)}`, e.note);
const join = (...parts: (string | undefined | '')[]): string | undefined =>
  parts.filter(Boolean).join('。') || undefined;
const plain =
  (title: string, note?: string): Write =>
  (e) => ({ title, note: join(e.by, note, e.note) });
const reasoned =
  (title: string): Write =>
  (e) => ({ title, note: join(e.by, because(e)) });

const sentences: Record<Act, Write> = {
  submit: plain('已收到'),
  contact: plain('已联系上报人'),
  edit: plain('修改了内容', '内容重新核对'),
  leave: plain('上报的人退出', '有人也遇到，事情照办'),
  withdraw: plain('已撤回'),
  release: plain('核对通过，开始转交'),
  sendToReview: plain('请审核员看一看', '由人来看，机器不作决定'),
  pass: plain('审核通过'),
  refuse: reasoned('审核未通过'),
  correct: plain('改好再交'),
  appeal: reasoned('提出申诉'),
  grantAppeal: reasoned('申诉成立，接着办'),
  rejectAppeal: reasoned('申诉没有成立'),
  claim: (e, now) => ({ title: '有人认领', note: join(by(e), e.dueAt && `${beforeText(e.dueAt, now)}办好`) }),
  offerOver: plain('没有人认领，转交官方'),
  acknowledge: (e) => ({
    title: '已送达',
    note: join(by(e), e.caseNumber ? `案卷号 ${e.caseNumber}` : '案卷号随后补上'),
  }),
  retryLater: plain('没有应答，稍后再送'),
  hold: reasoned('没送到，已转人工'),
  resend: plain('重新送达'),
  reroute: plain('改送另一处'),
  deliverByHand: (e) => ({ title: '人工送达', note: join(by(e), e.caseNumber && `案卷号 ${e.caseNumber}`) }),
  closeWithReason: reasoned('没有办'),
  done: plain('办好了，等大家确认'),
  giveUp: plain('放下了，转交官方'),
  limitOver: plain('到时限没办好，转交官方'),
  takeOver: plain('等不得，转交官方'),
  accept: plain('已受理'),
  decline: reasoned('不予立案'),
  file: plain('已立案', '计时从这里开始'),
  fixOnSpot: plain('当场办好，等大家确认'),
  dispatch: (e, now) => ({
    title: '已派遣',
    note: join(by(e), e.dueAt && `${beforeText(e.dueAt, now)}办好`, e.note),
  }),
  start: plain('处置中'),
  sendBack: (e) => ({
    title: e.to === 'filed' ? '退回，重新派遣' : '退回，由兜底单位接办',
    note: join(e.by, because(e)),
  }),
  handOver: plain('转给另一个部门', '计时不停'),
  feedback: plain('已处置，等大家确认'),
  closeUnfixed: reasoned('没有办'),
  void: reasoned('作废'),
  confirm: plain('有人确认修好了'),
  checkPassed: plain('核查通过，结案'),
  checkFailed: reasoned('核查没通过，返工'),
  silenceOver: plain('七天没有异议，结案'),
  dispute: reasoned('有人说没修好'),
  upholdDispute: reasoned('情况属实，返工'),
  rejectDispute: reasoned('查过，确实修好了'),
  rateUnsatisfied: plain('评价不满意，退回重办'),
  supplement: plain('补充了材料，重新转交'),
  cannotReopen: plain('原案卷不能重开，另立新案'),
  refuseRedo: reasoned('没有办'),
  merge: reasoned('并入另一件'),
  unmerge: plain('拆开，单独办'),
};

const bad: ReadonlySet<string> = new Set([
  'refuse',
  'rejectAppeal',
  'hold',
  'closeWithReason',
  'decline',
  'sendBack',
  'closeUnfixed',
  'void',
  'checkFailed',
  'dispute',
  'upholdDispute',
  'rateUnsatisfied',
  'refuseRedo',
  'limitOver',
]);

export interface TimelineSentence extends Sentence {
  icon: IconName;
  bad: boolean;
}

/** One line of the timeline in words. What this version does not know is told by the state it led to. */
export function timelineSentence(entry: TimelineEntry, now: string | number | Date): TimelineSentence {
  const write = sentences[entry.action as Act] as Write | undefined;
  const told = write ? write(entry, now) : { title: stateLabels[entry.to], note: join(entry.by, because(entry)) };
  return { ...told, icon: iconOf(entry), bad: bad.has(entry.action) };
}

function iconOf(entry: TimelineEntry): IconName {
  if (entry.action === 'sendBack') return 'act-undo';
  if (entry.action === 'dispute') return 'act-appeal';
  if (entry.action === 'contact') return 'act-comment';
  return `state-${entry.to}`;
}

const messages: Partial<Record<string, (m: Message, now: string | number | Date) => string>> = {
  refuse: (m) => `审核没有通过${m.reason ? `：${reasonText(m.reason)}` : ''}。改好可以再交，也可以申诉`,
  pass: () => '审核通过，开始转交',
  release: () => '核对通过，开始转交',
  claim: (m, now) => `${m.unitName ?? '热心人'}认领了${m.dueAt ? `，${beforeText(m.dueAt, now)}办好` : ''}`,
  acknowledge: (m) => `已送达${m.caseNumber ? `，案卷号 ${m.caseNumber}` : ''}`,
  deliverByHand: (m) => `已人工送达${m.caseNumber ? `，案卷号 ${m.caseNumber}` : ''}`,
  hold: () => '没送到，工作人员正在人工处理，您不用再报',
  accept: () => '官方已受理',
  contact: (m) => `${m.unitName ?? '经办单位'}对您说：${m.words ?? ''}`,
  decline: (m) => `不予立案${m.reason ? `：${reasonText(m.reason)}` : ''}。可以补充材料，也可以申诉`,
  file: () => '已立案，开始计时',
  dispatch: (m, now) => `已派给${m.unitName ?? '处置部门'}${m.dueAt ? `，${beforeText(m.dueAt, now)}办好` : ''}`,
  start: (m) => `${m.unitName ?? '处置部门'}到现场了`,
  done: () => '说办好了，请您看一眼',
  feedback: () => '说办好了，请您看一眼',
  fixOnSpot: () => '当场办好了，请您看一眼',
  confirm: () => '又有一位说修好了',
  dispute: () => '有人说没修好，一个工作日内答复',
  upholdDispute: () => '查过，确实没修好，已经返工',
  rejectDispute: (m) => `查过，确实修好了${m.reason ? `：${m.reason}` : ''}`,
  checkPassed: () => '核查通过，已结案。请您评一评',
  checkFailed: () => '核查没有通过，已经返工',
  closeUnfixed: (m) => `没有办${m.reason ? `：${m.reason}` : ''}`,
  closeWithReason: (m) => `没有办${m.reason ? `：${m.reason}` : ''}`,
  refuseRedo: (m) => `没有办${m.reason ? `：${m.reason}` : ''}`,
  merge: () => '和另一件是同一回事，已经并案，接着办',
  comment: (m) => `${m.unitName ?? '有人'}回复了`,
};

/** A message in words, from its kind; unknown kinds are told by the act or the state. */
export function messageSentence(message: Message, now: string | number | Date): string {
  const write = messages[message.kind];
  if (write) return write(message, now);
  const act = sentences[message.kind as Act] as Write | undefined;
  if (!act) return stateLabels[message.state];
  return act({ by: message.unitName, reason: message.reason, dueAt: message.dueAt, round: 1, to: message.state }, now)
    .title;
}

/** What acts are called on buttons. */
export const actLabels = {
  support: '我也遇到',
  unsupport: '已支持',
  confirm: '修好了',
  dispute: '没修好',
  rate: '评一评',
  claim: '我来办',
  done: '办好了',
  giveUp: '放下不办了',
  takeOver: '接过来，转交官方',
  edit: '修改',
  withdraw: '撤回',
  correct: '改好再交',
  appeal: '申诉',
  supplement: '补充材料',
  propose: '我也提一条',
  forget: '抹去我的名字',
} as const;
