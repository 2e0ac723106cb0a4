import type { Duty, Role } from '@jierong/shared/roles';

export const roleLabels: Record<Role, string> = {
  resident: '居民',
  merchant: '商户',
  allianceLead: '商户联盟负责人',
  roadChief: '民间路长',
  gridOfficer: '网格员',
  squadronLead: '中队负责人',
  volunteer: '志愿者',
  departmentStaff: '处置部门',
  bureauLead: '局领导',
  complaintsOfficer: '投诉建议受理',
  moderator: '审核员',
  admin: '管理员',
};

export const dutyLabels: Record<Duty, string> = {
  acceptor: '受理员',
  dispatcher: '派遣员',
  handler: '处置员',
  checker: '核查员',
};

export const commonText = {
  retry: '再试一次',
  cancel: '先不了',
  close: '关闭',
  send: '发出',
  save: '存好',
  sending: '正在提交',
  loading: '正在加载',
  loadMore: '再看一些',
  loadingMore: '正在加载更多',
  demonstration: '示范数据，店名与案件为虚构',
  backToList: '回到列表',
  photosSending: '等照片传完',
  photosFailed: '有照片没传上去',
} as const;

/** 23 人也遇到 */
export const supportsText = (count: number): string => `${count} 人也遇到`;

/** What a photo without a description of its own is called by a screen reader. */
export const photoAlt = (title: string, view: 'far' | 'near' | 'after' | 'evidence', at: number): string =>
  `${title}，${{ far: '远景', near: '近景', after: '整治后', evidence: '现场' }[view]}照片 ${at}`;
