import type { PassedOver } from '@jierong/shared/routing';

/** Words of the routing (转交规则). */
export const routingText = {
  tab: '去哪里',
  title: '试一试会送到哪里',
  note: '只看结果，什么也不会送出去。',
  group: '事项',
  place: '地点',
  placeNote: '在图上点一下；不点就当没有位置。',
  map: '点一下地图，选要试的地点',
  asked: '要试的地点',
  noPlace: '还没有点地点',
  onRoad: (road: string) => `在${road}`,
  inGrid: (grid: string) => `属${grid}`,
  goes: '会送到',
  copies: '同时送到',
  unit: '主责单位',
  noUnit: '由受理台派遣',
  byRule: '按这条规则',
  others: '别的规则为什么没用上',
  showOthers: (count: number) => `另外 ${count} 条规则为什么没用上`,
  fold: '收起',
  ofReport: '按规则会送到哪里',
  first: '先选一个事项',
} as const;

/** What kept a rule from deciding. */
export const passedOverText: Record<PassedOver, string> = {
  notYet: '还没到生效的日子',
  over: '已经过了有效期',
  category: '管的不是这个事项',
  place: '管的不是这个地点',
  source: '管的不是这个来源',
  wider: '也管得着，但不如那一条具体',
  later: '一样具体，但排在那一条后面',
};
