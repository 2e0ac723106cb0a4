import type { Attempt, OfficialAction } from '@jierong/shared/forwarding';

/** Words of forwarding (转交). */
export const sendingText = {
  title: '转交',
  waiting: '等转交',
  oldest: '最老一件',
  acceptedToday: '今天送达',
  held: '要人看',
  pieces: '件',
  none: '没有',
  heldNote: '试过多次没送成，一件也没丢',
  heldNone: '都送到了',
  waitingNote: '排着队，会一直送到为止',
  oldestNote: '送出去以前等了多久',
  acceptedNote: '拿到案卷号的',
  views: '看哪些',
  view: { held: '要人看', waiting: '排队中', answers: '回话' },
  actions: {
    accept: '受理了',
    decline: '不予立案',
    file: '立案了',
    fixOnSpot: '当场处置了',
    dispatch: '派遣了',
    handOver: '转办了',
    start: '开始处置',
    sendBack: '退回了',
    feedback: '处置完了',
    checkPassed: '核查通过，结案',
    checkFailed: '核查没通过，返工',
    closeUnfixed: '没有办，结案',
    void: '作废了',
    refuseRedo: '不再返工',
  } satisfies Record<OfficialAction, string>,
  said: (who: string, what: string) => `${who}说：${what}`,
  saidOf: (caseNumber: string, when: string) => `案卷 ${caseNumber} · ${when}`,
  why: {
    held: '和这件现在的进展对不上，没有照它改。请看一眼，需要时联系对方。',
    unknown: '一天了还不知道是哪一件，请按案卷号问对方。',
  },
  strayTitle: '对不上的回话',
  seen: '看过了',
  noAnswers: '没有对不上的回话',
  noAnswersNote: '别的平台说的话，都对上号了。',
  tries: (count: number) => `试了 ${count} 次`,
  noTries: '还没有送过',
  since: (length: string) => `等了 ${length}`,
  keyNote: (key: string) => `发送编号 ${key}，再送也不会变成两件`,
  public: { held: '居民看到：没送到，已转人工', waiting: '居民看到：排队等待送达' },
  attempt: (n: number) => `第 ${n} 次`,
  next: (when: string) => `${when} 再送`,
  allAttempts: (count: number) => `全部 ${count} 次`,
  fold: '收起',
  resend: '再送一次',
  resendNote: '对方好了再送，编号不变。',
  byHand: '记下人工送达',
  byHandNote: '已经用电话或系统交给对方的，把对方的案卷号记下来。',
  caseNumber: '对方的案卷号',
  missingNumber: '先填案卷号',
  close: '不送了，关闭',
  closeNote: '案件结束但没有办，原因公开。',
  reason: '原因（公众看得到）',
  missingReason: '先写原因',
  resent: '已经放回队里再送',
  delivered: '已记下人工送达',
  closed: '已关闭，原因已公开',
  back: '先不',
  reroute: '改送别处',
  rerouteNote: '先问原来那边有没有收到；收到了就记它的案卷号，不会送两次。',
  rerouteTo: (to: string) => `改送${to}`,
  rerouted: '已改送，或原来那边已经收到',
  toReport: '看这件上报',
  nothing: '没有要人看的',
  nothingNote: '没送到的会出现在这里。',
  nothingWaiting: '没有排队的',
  nothingWaitingNote: '新的上报审过就会来。',
  lane: (name: string, waiting: number) => (waiting ? `${name} 待送 ${waiting} 件` : name),
} as const;

/** Where reports go, by the name of the adapter. */
const destinations: Partial<Record<string, string>> = { caseDesk: '智慧城管受理台' };

export const destinationText = (name: string): string => destinations[name] ?? name;

const outcomes: Record<Attempt['outcome'], string> = {
  accepted: '送到了',
  rejected: '对方不收',
  retryLater: '没有送成，稍后再送',
};

/** One attempt in words. */
export const attemptText = ({ outcome, detail }: Attempt): string =>
  detail ? `${outcomes[outcome]}（${detail}）` : outcomes[outcome];
