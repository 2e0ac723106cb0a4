import type { Me } from '@jierong/shared/people';
import { dayText, timeOfDay } from './time';

export type WorkbenchPage = Me['workbench'][number];

/** The staff pages on the rail. */
export const workbenchLabels: Record<WorkbenchPage, string> = {
  desk: '案件',
  review: '内容审核',
  disputes: '异议裁决',
  forwarding: '转交',
  board: '看板',
};

/** What all staff pages say. */
export const staffText = {
  needed: '请先登录',
  neededNote: '这里是工作台，工作人员登录后才能看。',
  signIn: '登录',
  notYours: (page: string) => `「${page}」不归您办`,
  notYoursNote: (name: string, role: string) => `您现在是${name}（${role}）。有这项职责的人登录后才能看。`,
  goTo: (page: string) => `去${page}`,
  toStreet: '回到街景',
  account: '我的账户',
  switchPerson: '换一个人登录',
  signOut: '退出登录',
  noUnit: '街容共治',
  demonstration: '示范数据',
  nothing: '没有等您看的',
  nothingNote: '新来的会自己出现在这里。',
  gone: '这一件已经有人办了',
  goneNote: '回到列表看下一件。',
  toList: '回到列表',
  loadMore: '加载更多',
  keys: '键盘',
  keysMove: '换一件',
  keysOpen: '去办',
  keysSearch: '搜索',
  keysDecide: '决定',
  choose: '请选择',
  openPhoto: (alt: string) => `看大图：${alt}`,
  photoOf: (n: number, of: number) => `${n} / ${of}`,
  conflictTag: '您有关，不能定',
  notFresh: '没有更新成功，看到的可能不是最新的。',
} as const;

/** Views of photos, as a tag on them says it. */
export const photoTags = { far: '远景', near: '近景', after: '处置后', evidence: '异议现场' } as const;

/** The viewer over case data: 李队员 解放中队 11-23 09:41. */
export function watermarkText(me: Pick<Me, 'nickname' | 'unit'>, now: number): string {
  const at = new Date(now + 8 * 3_600_000);
  const day = `${at.getUTCMonth() + 1}-${String(at.getUTCDate()).padStart(2, '0')}`;
  return [me.nickname, me.unit?.name, day, timeOfDay(now)].filter(Boolean).join(' ');
}

/** 10:31 of today; else 昨天 10:31, 11 月 21 日 10:31. */
export function shortWhen(at: string, now: number): string {
  const day = dayText(at, now);
  return day === '今天' ? timeOfDay(at) : `${day} ${timeOfDay(at)}`;
}
