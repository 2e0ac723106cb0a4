import type { Satisfaction } from '@jierong/shared/ratings';

/** Words of the pages where a report is rated, disputed and claimed. */
export const rateText = {
  title: '评一评',
  heading: '这次办得怎么样？',
  overall: '总的感觉',
  speed: '速度',
  quality: '质量',
  manner: '态度',
  speedWords: ['太慢', '偏慢', '一般', '较快', '很快'],
  qualityWords: ['很差', '较差', '一般', '较好', '很好'],
  mannerWords: ['很差', '较差', '一般', '较好', '很好'],
  words: '补充几句（可不写）',
  note: (unit: string | undefined) =>
    unit ? `评价计入${unit}的公开结果，不显示您是谁。` : '评价公开算数，不显示您是谁。',
  redo: '选「不满意」，案卷会退回重办。',
  send: '提交评价',
  missing: (what: readonly string[]) => `还差${what.join('、')}`,
  thanks: '谢谢，记下了',
  thanksRedo: '记下了，已退回重办',
  cannot: '这件事现在不能评价。',
} as const;

export const satisfactionLabels: Record<Satisfaction, string> = {
  satisfied: '满意',
  mostlySatisfied: '基本满意',
  unsatisfied: '不满意',
};

export const disputeText = {
  title: '没修好',
  heading: '哪里没修好？',
  note: '拍一张现在的样子。由没经手的人在一个工作日内裁定，到时没人裁定就返工。',
  photos: '现在的样子',
  addPhoto: '拍照片',
  reason: '说说哪里没修好',
  example: '例：果筐又摆出来了，盲道过不去',
  before: '报的时候',
  after: '说修好的时候',
  send: '提交，请人裁定',
  needPhoto: '先拍一张照片',
  needReason: '先写哪里没修好',
  sent: '交上去了，一个工作日内答复',
  cannot: '这件事现在不能提「没修好」。',
} as const;

export const claimText = {
  title: '我来办',
  heading: '这件事，我来办',
  tag: '民办',
  steps: [
    '办好后，照原来的角度拍一张',
    '报的人和附近的人看一眼，说好了就结案',
    '到时没办好，自动转给官方，不记您的不是',
  ],
  limit: (limit: string) => `这类小事平常的时限：${limit}`,
  giveUpNote: '办不了随时放下，同样会转给官方。',
  safety: '电线、高处、井盖、吵架的事不要碰，交给官方。',
  privacy: (by: string) => `别人只看到「${by}」认领了`,
  yes: '认领',
  no: '先不了',
  taken: '认领好了',
  finishHeading: '办好了吗？照一张',
  finishNote: '站在原来的地方，照原来的角度拍，大家一比就看得明白。',
  original: '原来的样子',
  after: '办好的样子',
  addPhoto: '拍照片',
  words: '说两句（可不写）',
  finish: '办好了',
  needPhoto: '先拍一张办好的照片',
  finished: '谢谢您，等大家看一眼',
  giveUp: '放下不办了',
  giveUpTitle: '放下这件事？',
  giveUpText: '放下后马上转给官方，不记您的不是。',
  giveUpYes: '放下，转官方',
  gaveUp: '放下了，已转官方',
  cannot: '这件事现在不用认领了。',
  cannotText: '可能已经有人认领，或者转交给官方了。',
  toReport: '看看这件事',
} as const;
