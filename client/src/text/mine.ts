import type { TodoKind } from '@/features/mine/todo';
import { beforeText, dayText } from './time';

type When = string | number | Date;

/** Words of 我的. */
export const mineText = {
  demo: '示范身份',
  signInTitle: '您还没有登录',
  signInNote: '登录以后，您报的、支持的、认领的都在这里，办到哪一步随时能看。',
  unit: (unit: string, role: string) => `${unit} · ${role}`,
  counts: { reporter: '报过', supporter: '支持过', claimer: '认领过' },

  waiting: '等您处理',
  waitingNone: '现在没有等您处理的事',
  waitingMore: (count: number) => `还有 ${count} 件`,
  waitingLess: '收起',
  waitingCount: (count: number) => `${count} 件等您处理`,

  work: '工作台',
  workNames: {
    desk: '案件受理台',
    review: '内容审核',
    disputes: '没修好，等裁定',
    forwarding: '转交情况',
    board: '看板',
  },
  workNotes: {
    desk: '受理、立案、派遣、反馈',
    review: '机器拿不准的，由人来看',
    disputes: '由没经手的人裁定',
    forwarding: '没送到的，转人工',
    board: '状态、时限、满意度',
  },
  workCount: (count: number) => `${count} 件在等`,

  recent: '我的事',
  tabs: { reporter: '我报的', supporter: '支持的', claimer: '认领的' },
  all: (count: number) => `全部 ${count} 件`,
  none: {
    reporter: '您还没有报过',
    supporter: '您还没有支持过',
    claimer: '您还没有认领过',
  },
  noneNote: {
    reporter: '看到街上哪里不对，拍一张就行。',
    supporter: '别人报的您也遇到，点一下，人多的先办。',
    claimer: '门前的小事，商户、路长、志愿者可以认领来办。',
  },
  noneAct: { reporter: '随手拍', supporter: '看附近的', claimer: '看能帮的忙' },
  listTitle: '我的事',
  list: '清单',

  messages: '消息',
  messagesNote: '办到哪一步，都记在这里',
  unread: (count: number) => `${count} 条没读`,
  elder: '长辈模式',
  elderNote: '字更大，按钮更大，一行一个选项',
  settings: '设置与隐私',
  settingsNote: '存了什么，谁看得到，抹去名字',
  units: '各单位办得怎么样',
  unitsNote: '按时多少、评价如何，公开算数',
  switchPerson: '换一个示范身份',
  switchNote: '看看别的角色能做什么',
  signOut: '退出登录',
  signOutTitle: '退出登录？',
  signOutText: '手机里没交的草稿还留着。下次用微信再登录就行。',
  signOutYes: '退出',

  readAll: '全部标为已读',
  messagesEmpty: '还没有消息',
  messagesEmptyText: '您报的、支持的、认领的事有了进展，就写在这里。',
  newMessage: '没读',
  toLook: '去看看',

  forgetTitle: '抹去我的名字',
  forgetNote: '选一件。抹去以后这件事还在，照样办，只是写「一位居民」，也不再提醒您。',
  forget: '抹去名字',
  forgetLine: '抹去后写「一位居民」',
  forgetSheet: '抹去您的名字？',
  forgetText: (title: string) => `「${title}」从此写「一位居民」，不再出现在您的清单里，也不能恢复。`,
  forgetYes: '确定抹去',
  forgotten: '已抹去',
  forgetNone: '没有记着您名字的上报',
  forgetNoneText: '您报的事会列在这里，可以一件一件抹去名字。',
} as const;

/** What is asked, and the words of its button. */
export function todoText(kind: TodoKind, report: { clock?: { dueAt: string }; updatedAt: string }, now: When) {
  const until = report.clock && `${beforeText(report.clock.dueAt, now)}`;
  switch (kind) {
    case 'correct':
      return { note: '审核没有通过，改好可以再交', act: '去改好' };
    case 'supplement':
      return { note: '不予立案，可以补充材料', act: '去补充' };
    case 'confirm':
      return { note: until ? `说办好了，请在${until}看一眼` : '说办好了，请您看一眼', act: '去看看' };
    case 'rate':
      return { note: `${dayText(report.updatedAt, now)}办结，办得怎么样？`, act: '去评价' };
    case 'claimDue':
      return { note: until ? `您认领的，${until}办好` : '您认领的，还没办好', act: '去办' };
  }
}

/** Words of 设置与隐私. */
export const settingsText = {
  looks: '看得清楚',
  privacy: '存了什么，谁看得到',
  kept: [
    ['ui-photo', '照片', '拍摄地点、手机型号都去掉了；人脸车牌请先遮住'],
    ['act-place', '位置', '只跟着您报的那件事，不记您去过哪里'],
    ['ui-phone', '手机号', '只验一次，加密存放，不给任何人看'],
    ['act-vote', '支持、投票、评价', '只公开数目，不公开是谁'],
    ['ui-user', '您是谁', '办案的人和商户看不到是谁报的；选了不公开，大家看到「一位居民」'],
  ],
  forget: '抹去我的名字',
  forgetNote: '一件一件抹去，事情照样办',
  authorize: '微信授权',
  authorizeNote: '位置、相机这些授权，在微信里随时可以改',
  authorizeButton: '去改授权',
  about: '关于',
  aboutDemo: '这里都是示范数据：店名、案件和人都是虚构的。',
  aboutName: '街容共治',
  aboutText: '看到街上哪里不对，拍一张，转给办事的人，办好了请大家看一眼。',
  licence: '开放源代码，Apache-2.0 许可',
  district: (district: string) => `现在用在${district}`,
  account: '账号',
  who: (name: string) => `现在是${name}`,
} as const;

/** Words of a unit's public result. */
export const unitText = {
  listTitle: '各单位办得怎么样',
  listNote: '比的是单位，从不给人排名。',
  period: '多长时间',
  days: { '30': '近 30 天', '60': '近 60 天', '365': '近一年' },
  handled: '办结',
  onTime: '按时',
  reworked: '返工',
  onTimeOf: (onTime: number, handled: number) => `${onTime}/${handled}`,
  onTimeLabel: (onTime: number, handled: number) => `办结 ${handled} 件，按时 ${onTime} 件`,
  open: '正在办',
  overdue: '已超期',
  pieces: (count: number) => `${count} 件`,
  ratings: '大家怎么评',
  asked: (asked: number, answered: number) => `请了 ${asked} 人，${answered} 人评了`,
  few: '样本少',
  fewNote: '评的人还少，数字只能参考',
  noAnswers: '还没有人评价',
  speed: '速度',
  quality: '质量',
  manner: '态度',
  score: (value: number) => `${value.toFixed(1)} 分`,
  people: (count: number) => `${count} 人`,
  words: '大家说的',
  wordsNote: '不写是谁说的',
  moreWords: (count: number) => `再看 ${count} 条`,
  others: '看别的单位',
  board: '公开看板',
  gone: '没有找到这个单位',
} as const;
