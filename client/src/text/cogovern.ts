import type { VoteChoice } from '@jierong/shared/talk';
import { beforeText, lengthText } from './time';

type When = string | number | Date;

const DAY = 86_400_000;

/** Words of 共治. */
export const cogovernText = {
  heroTitle: '街上的事，大家一起办',
  heroText: '提办法，投一票，门前的小事顺手办好。',
  heroClaim: '门前的小事，顺手就能办好',
  doing: '正在办',
  claimed: '认领过',

  mine: '我正在办的',
  finish: '办好了',
  finishLabel: (title: string) => `办好了，去拍照：${title}`,
  doBy: (until: string) => `${until}办好`,

  offers: '附近能帮的忙',
  allOffers: '全部',
  offersNone: '现在没有等人认领的小事',
  offersNoneText: '有了新的会列在这里。看到小事也可以自己拍一张。',
  claim: '我来办',
  offerUntil: (when: string) => `没人认领，${when} 转交`,
  offerBrief: '没人认领就转交',
  who: '小事先请附近的人办',
  whoText: '小广告、乱停的单车、门前杂物这样的小事，先请商户、民间路长和志愿者认领，不用等。',
  whoSteps: ['商户、路长、志愿者认领', '办好拍一张照片', '报的人和附近的人看一眼，说好了就结案'],
  whoElse: '没人认领，到时自动转交官方，不会丢。',
  whoNot: '您现在的身份不认领。看到修好的，可以点「修好了」。',
  signInToClaim: '商户、路长、志愿者登录后认领',
  view: '怎么看',
  asList: '列表',
  asMap: '地图',
  onMap: '点图上的标记，看是哪件',
  report: '随手拍',
  noPoint: '这几件没有地图上的位置，请看列表。',

  proposals: '大家提的办法',
  allProposals: '全部',
  proposalsTitle: '提案',
  proposalsNone: '还没有人提办法',
  proposalsNoneText: '打开一件没办完的事，在「怎样才不再犯」里提一条。',
  ofReportNone: '这件事还没有人提办法',
  ofReportNoneText: '怎样才不再犯，您来说一条。',
  toStreet: '看看街上的事',
  propose: '提一条办法',

  more: '看得见的结果',
  units: '各单位办得怎么样',
  unitsNote: '按时多少，评价如何',
  board: '公开看板',
  boardNote: '全区的数目，和您看到的一样',
} as const;

/** Words of proposals: their list, their page and the form. */
export const proposalText = {
  goneTitle: '没有找到这条办法',
  goneText: '可能还在请人看，或者那件事已经撤回。',
  toCogovern: '回到共治',
  held: '正在请人看一看，通过后大家才看得到、才能投。',
  by: (by: string, when: string) => `${by}提议 · ${when}`,
  byOf: (by: string, report: string) => `${by}提议 · ${report}`,
  voting: '正在投',
  over: '投票已截止',
  left: (closesAt: When, now: When) => `剩 ${roughly(closesAt, now)}`,
  until: (closesAt: When, now: When) => `还剩 ${roughly(closesAt, now)}，${beforeText(closesAt, now)}投`,
  about: '说的是这件事',
  photoTag: '这件事的照片',

  result: '大家怎么投',
  voters: (count: number) => (count === 0 ? '还没有人投' : `${count} 人投了`),
  residents: '居民',
  merchants: '商户',
  side: (who: string, count: number) => `${who} ${count} 票`,
  sideNone: (who: string) => `${who}还没有人投`,
  yes: '赞成',
  no: '反对',
  counts: (who: string, yes: number, no: number) => `${who}赞成 ${yes}，反对 ${no}`,
  members: (yes: number, no: number) => `其中本街联盟成员 ${yes + no} 票：赞成 ${yes}，反对 ${no}`,
  apart: '居民和商户分开数，不合成一个百分比，也不加权。',
  yours: { for: '您投了赞成', against: '您投了反对' } satisfies Record<VoteChoice, string>,
  once: '一人一票，投了不能改',
  handler: '您的单位在办这件事，不参加投票',

  sheetTitle: { for: '投赞成票？', against: '投反对票？' } satisfies Record<VoteChoice, string>,
  sheetText: '一人一票，投了不能改。别人只看到票数，看不到是谁投的。',
  asResident: '计入居民的票。',
  asMerchant: (shop: string) => `以${shop}的名义，计入商户的票。`,
  sheetYes: { for: '确定赞成', against: '确定反对' } satisfies Record<VoteChoice, string>,
  thinkAgain: '再想想',
  thanks: '记下了，谢谢',

  after: '投完以后',
  steps: ['投七天，居民和商户分开数', '办这件事的单位公开答复', '采纳或者不采纳，都写明原因'],
  answer: '官方答复',
  answerTitle: '代表单位答复',
  answerNote: (unit: string) => `以${unit}的名义公开，只答一次，不能改。`,
  answerLabel: '答复',
  answerExample: '采纳还是不采纳，为什么，什么时候做',
  answerSend: '公开答复',
  answerMissing: '先写答复',
  answered: '已公开答复',
  seal: '官方',

  comments: '评论',
  commentCount: (count: number) => `${count} 条评论`,
  commentsNone: '还没有评论',
  commentLabel: '说说您的看法',
  commentSend: '发出',
  commentMissing: '先写几个字',
  commentHeld: '这条暂时只有您看得到',
  commentHidden: '这条评论已收起',
  commentTakeBack: '收回',

  proposeTitle: '提一条办法',
  aboutReport: '为这件事提',
  what: '一句话说清办法',
  whatExample: '例：门前画一条摆货线',
  why: '为什么，怎么做',
  whyExample: '例：店家要卖货，轮椅要过路，画条线两边都清楚',
  send: '交上去',
  missing: { title: '先写一句话办法', why: '还差为什么、怎么做' },
  caption: '写的都存在手机里，可以先离开',
  afterSent: '交了以后',
  sentSteps: ['投七天，居民和商户分开数', '大家可以评论', '办这件事的单位公开答复'],
  sent: '交上去了',
  sentHeld: '交上去了，先请人看一看',
  cannot: '这件事现在不能提办法',
  cannotText: '只有还没办完的事可以提办法。',
  toReport: '看看这件事',
} as const;

/** Beyond two days the hours do not matter. */
function roughly(closesAt: When, now: When): string {
  const left = new Date(closesAt).getTime() - new Date(now).getTime();
  return left >= 2 * DAY ? `${Math.floor(left / DAY)} 天` : lengthText(left);
}
