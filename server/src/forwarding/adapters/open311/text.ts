import type { CaseUpdate } from '../../port';

/** The last line of a description, by which a case is found again. */
export const keyLine = (key: string): string => `〔转交编号 ${key}〕`;

/** What an update says; people of the other side read it. */
export function updateWords({ kind, reason, supports, confirmed, asked }: CaseUpdate): string {
  const because = reason ? `：${reason}` : '。';
  switch (kind) {
    case 'reopened':
      return `上报人或附议人认为没有解决，请重新处置${because}`;
    case 'withdrawn':
      return '上报已撤回，不需要再处置。';
    case 'supports':
      return `现有 ${supports} 人附议。`;
    case 'disputed':
      return `对处置结果有异议${because}`;
    case 'disputeRejected':
      return `异议未获支持${because}`;
    case 'confirmed':
      return `${asked} 人中有 ${confirmed} 人确认已修好。`;
    case 'closed':
      return '上报已结案。';
  }
}

export const supervisedWords = '（已督办）';

/** Reasons for statuses that come without words. */
export const statusReasons = { reopen: '对方重新打开', noFurtherAction: '对方不再处理', cancelled: '对方已取消' };
