import type { CategoryGroup, TimeLimit } from '@jierong/shared/categories';
import type { ReportState } from '@jierong/shared/reportPosition';

/** Chinese that outside programs show to people: the services and what is said about a request. */

/** The broad headings under which the dozen services stand, and what each is about. */
export const serviceTexts: Readonly<Record<CategoryGroup, { heading: string; about: string }>> = {
  signboard: { heading: '市容秩序', about: '破损、违规或有危险的广告牌和店招，乱贴的小广告' },
  illegalBuilding: { heading: '市容秩序', about: '私搭乱建、擅自改建的房屋和棚架' },
  clutter: { heading: '市容秩序', about: '街边、楼道口和店门外堆放的杂物' },
  occupation: { heading: '市容秩序', about: '店外摆摊、占用人行道做生意' },
  parking: { heading: '市容秩序', about: '机动车、非机动车乱停放，占用人行道或盲道' },
  waste: { heading: '环境卫生', about: '垃圾没有清、路面不干净、垃圾箱满了' },
  road: { heading: '公用设施', about: '路面、人行道、盲道、护栏损坏' },
  lamp: { heading: '公用设施', about: '路灯不亮，井盖缺失、松动或下沉' },
  greenery: { heading: '园林绿化', about: '树木倒伏、绿地损坏、绿化带里有杂物' },
  dust: { heading: '施工管理', about: '工地扬尘、渣土撒漏、夜间施工' },
  water: { heading: '环境卫生', about: '河面漂浮物、河岸垃圾、排污' },
  other: { heading: '其他', about: '不知道归哪一类的街面问题' },
};

export const attributeTexts = {
  officialCode: '官方分类代码（知道再填，不填就按这一大类处理）',
  officialCodeType: '从列表里选一项',
  fixmystreetId: '来件系统自己的编号',
  fixmystreetIdType: '同一编号再次提交，回答第一次的受理编号，不会重复立件',
} as const;

/** What a request's present state means. */
export const stateNotes: Readonly<Record<ReportState, string>> = {
  received: '已收到，正在检查内容，暂不公开',
  inReview: '已收到，等待人工审核，暂不公开',
  refused: '审核未通过，不予公开',
  withdrawn: '已撤回',
  forwarding: '正在转交处置平台',
  claimed: '已有人认领，正在处理',
  delivered: '已送达处置平台',
  declined: '不予立案',
  filed: '已立案',
  dispatched: '已派遣到处置单位',
  handling: '处置中',
  resolved: '已处置，等待确认',
  closed: '已结案',
  reopened: '返工，重新处置',
  merged: '与另一件是同一件事，已并案',
};

export const notes = {
  unfixed: '已结案：没有办',
  voided: '已作废',
  disputed: '有人反映没有修好，正在核实',
  accepted: '已受理',
  held: '没送到处置平台，已转人工',
  hidden: '暂不公开',
  taken: '已收到。检查通过后公开并转交处置平台。',
  photoMissed: '照片没有取到，件已照收。',
  photosMissed: '有的照片没有取到，件已照收。',
} as const;

/** Reasons given as codes (domain §2); what is no code is shown as it was written. */
export const reasonTexts: Readonly<Record<string, string>> = {
  outOfScope: '不属受理范围',
  unclearPhoto: '照片不清或缺远近景',
  tooMinor: '轻微或已过时',
  alreadyFiled: '已立案',
  notVerified: '核实不符',
  staged: '虚假、摆拍或翻拍',
  inLitigation: '涉诉涉访',
  splitReport: '同一路段拆分上报',
  other: '其他原因',
};

const units: Readonly<Record<TimeLimit['unit'], string>> = { workingHour: '工作时', workingDay: '工作日', day: '天' };

/** 处置时限 in words. */
export const limitText = ({ value, unit }: TimeLimit): string => `处置时限 ${value} ${units[unit]}`;

/** What the other side says of a request, put in front of its words. OPEN says nothing new. */
export const outsideStatuses: Readonly<Record<string, string>> = {
  OPEN: '',
  INVESTIGATING: '对方正在了解情况',
  IN_PROGRESS: '对方正在处理',
  ACTION_SCHEDULED: '对方已安排处理',
  FIXED: '对方说已经修好',
  CLOSED: '对方已结束这一件',
  DUPLICATE: '对方认为是重复件',
  NOT_COUNCILS_RESPONSIBILITY: '对方认为不归其负责',
  NO_FURTHER_ACTION: '对方不再处理',
  INTERNAL_REFERRAL: '对方已在内部转办',
  FOR_TRIAGE: '对方正在分派',
  CANCELLED: '对方已取消',
  REOPEN: '对方说问题还在',
};

/** Stands in front of the name of an outside program as the reporter. */
export const partnerTitle = '开放接口';

export const discoveryTexts = {
  contact: '请联系本区城市管理部门的系统管理员',
  keyService: '接口密钥（api_key）由系统管理员签发；示范环境可用 demo',
} as const;
