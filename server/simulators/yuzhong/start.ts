import { type MunicipalOptions, type MunicipalServer, startMunicipal } from '../municipal';
import type { Push } from '../telling';
import { reportFaults, supplementFaults } from './faults';

/** 0 未处理, 1 受理, 2 结案, -1 作废. */
export type CaseStatus = 0 | 1 | 2 | -1;

/** What `saveStatus` may look like on a bad day: the number as text, or everything in GBK. */
export interface StatusOptions {
  message?: string;
  notPassReason?: string;
  asText?: boolean;
  gbk?: boolean;
  at?: Date;
}

export interface YuzhongSimulator extends MunicipalServer {
  /** What was sent of each case, by `case_id`. */
  reports: Map<string, Record<string, unknown>>;
  /** Supplements by their own id; a repeated one is known. */
  supplements: Map<string, Record<string, unknown>>;
  /** The callback `saveStatus` of a case, signed and not yet sent: before the answer to `piReport` it is as good. */
  saveStatus(caseId: string, status: CaseStatus, options?: StatusOptions): Push;
}

/**
 * The platform of the shape `piReport` / `saveStatus`. It answers 200 whatever happens and says in `code` how it went;
 * `case_id` is the program's own, so its callback names it, and a second `piReport` with it is no second case.
 */
export async function startYuzhong(options: MunicipalOptions): Promise<YuzhongSimulator> {
  const reports = new Map<string, Record<string, unknown>>();
  const supplements = new Map<string, Record<string, unknown>>();
  const numbers = new Map<string, string>();
  const says = (code: number, msg: string, data?: Record<string, unknown>) => ({
    body: { code, msg, ...(data ? { data } : {}) },
  });
  const saveStatus: YuzhongSimulator['saveStatus'] = (caseId, status, options = {}) => {
    const { message = '', notPassReason = '', asText = false, gbk = false, at } = options;
    const text = JSON.stringify({
      case_id: caseId,
      case_status: asText ? String(status) : status,
      case_msg: gbk ? '' : message,
      not_pass_reason: notPassReason,
    });
    if (!gbk) return server.sign(text, { at });
    // 受理 in GBK.
    const [before, after] = text.split('"case_msg":"');
    const bytes = [Buffer.from(`${before}"case_msg":"`), Buffer.from('cadcc0ed', 'hex'), Buffer.from(after ?? '')];
    return server.sign(Buffer.concat(bytes), { charset: 'gbk', at });
  };
  const server: MunicipalServer = await startMunicipal(options, {
    stores: new Set(['POST /wx/piReport', 'POST /wx/supplement']),
    life(key) {
      const now = server.now().getTime();
      return [
        saveStatus(key, 1, { message: '已受理', at: new Date(now - 1000) }),
        saveStatus(key, 2, { message: '已处理', asText: true, at: new Date(now) }),
      ];
    },
    refuse: (why) =>
      ({
        signature: says(403, '签名错误'),
        encoding: says(400, '编码或格式错误'),
        path: says(400, '接口不存在'),
        busy: says(500, '系统繁忙'),
        never: says(400, '不予接收'),
      })[why],
    calls: {
      'POST /wx/piReport'({ body }) {
        const fault = reportFaults(body);
        if (fault) return says(400, fault);
        const caseId = String(body.case_id);
        const known = numbers.get(caseId);
        if (known) return says(601, 'case_id已存在', { taskNum: known });
        const taskNum = `YZ${String(numbers.size + 1).padStart(8, '0')}`;
        numbers.set(caseId, taskNum);
        reports.set(caseId, body);
        server.ledger.set(caseId, (server.ledger.get(caseId) ?? 0) + 1);
        return says(200, '成功', { taskNum });
      },
      'GET /wx/queryReport'({ query }) {
        const taskNum = numbers.get(query.get('case_id') ?? '');
        return taskNum ? says(200, '成功', { taskNum }) : says(404, '案件不存在');
      },
      'POST /wx/supplement'({ body }) {
        const fault = supplementFaults(body);
        if (fault) return says(400, fault);
        if (!numbers.has(String(body.case_id))) return says(404, '案件不存在');
        supplements.set(String(body.supplement_id), body);
        return says(200, '成功');
      },
    },
  });
  return { ...server, reports, supplements, saveStatus };
}
