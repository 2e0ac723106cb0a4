import type { Rate } from '@jierong/shared/board';
import { limits } from '@jierong/shared/limits';

/** Words of the board (看板). */
export const boardText = {
  title: '街容看板',
  window: '看多久',
  days: (days: number) => `近 ${days} 天`,
  daysTitle: (days: number) => `街容看板，近 ${days} 天`,
  public: '公开数据，每分钟算一次',
  reported: '上报',
  reportedNote: (open: number) => `没办完 ${open} 件`,
  closing: '结案率',
  closingOf: ({ count, of }: Rate) => `应结 ${of} 件，结了 ${count} 件`,
  onTime: '按期处置率',
  onTimeOf: ({ count, of }: Rate) => `应处置 ${of} 件，按期 ${count} 件`,
  rework: '返工率',
  reworkOf: ({ count, of }: Rate) => `应结 ${of} 件，返工 ${count} 件`,
  satisfied: '满意率',
  satisfiedOf: ({ count, of }: Rate, asked: number) => `请了 ${asked} 人，${of} 人评过，${count} 人满意`,
  overdue: '超期待处置',
  overdueNote: '过了时限还没办好',
  overdueNone: '没有超期的',
  pieces: '件',
  few: '样本少',
  noRate: '还没有',
  byState: '办到哪一步',
  byStateNote: (count: number) => `上报 ${count} 件`,
  byGroup: '哪些事多',
  byRoad: '哪些路多',
  openNote: '浅色是办完的，深色是没办完的',
  openOf: (count: number, open: number) => `${count} 件，其中没办完 ${open} 件`,
  restGroups: (count: number) => `其余 ${count} 类`,
  restRoads: (count: number) => `其余 ${count} 条路`,
  noRoads: '没有落在示范路段上的',
  byDay: '每天报了多少、结了多少',
  dayReported: '上报',
  dayClosed: '结案',
  most: (count: number) => `最多一天 ${count} 件`,
  daySentence: (days: number, reported: number, closed: number) =>
    `近 ${days} 天上报 ${reported} 件，结案 ${closed} 件`,
  units: '各单位',
  unitsNote: '比单位，不比个人',
  unit: '单位',
  handled: '办了',
  unitOnTime: '按期',
  unitOverdue: '超期',
  unitSatisfied: '满意',
  ofText: ({ count, of }: Rate) => `${count} / ${of}`,
  unitPage: (name: string) => `${name}的公开成绩`,
  none: '—',
  noReports: '这段时间没有上报',
} as const;

/** 93.6, or undefined when nothing is counted. */
export const percentOf = ({ count, of }: Rate): string | undefined =>
  of > 0 ? ((count / of) * 100).toFixed(1).replace(/\.0$/, '') : undefined;

/** A result that rests on few answers is shown as few. */
export const isFew = (of: number): boolean => of > 0 && of < limits.fewAnswers;

/** 11 月 3 日 of 2026-11-03. */
export function dayLabel(day: string): string {
  const [, month, date] = day.split('-');
  return `${Number(month)} 月 ${Number(date)} 日`;
}
