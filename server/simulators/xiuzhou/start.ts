import { type MunicipalOptions, type MunicipalServer, startMunicipal } from '../municipal';
import type { Push } from '../telling';
import { appendFaults, eventFaults } from './faults';

/** The steps of the flow, and how each may end. */
export type FlowStep =
  | '上报/通过'
  | '上报/不予立案'
  | '指挥中心派遣/通过'
  | '指挥中心派遣/不予立案'
  | '指挥中心派遣/作废'
  | '中队派遣/通过'
  | '中队派遣/退回'
  | '队员处理/通过'
  | '队员处理/退回'
  | '中队审核/通过'
  | '中队审核/退回'
  | '指挥中心审核/归档'
  | '指挥中心审核/重新派遣';

const wholeFlow: readonly FlowStep[] = [
  '上报/通过',
  '指挥中心派遣/通过',
  '中队派遣/通过',
  '队员处理/通过',
  '中队审核/通过',
  '指挥中心审核/归档',
];

export interface StepOptions {
  department?: string;
  opinion?: string;
  /** `2026-11-23 14:05:09`, in the time of China. */
  limit?: string;
  at?: Date;
  /** Addresses of photos, at most four. */
  photos?: readonly string[];
}

export interface XiuzhouSimulator extends MunicipalServer {
  /** Events by their number. */
  events: Map<string, Record<string, unknown>>;
  appended: Map<string, Record<string, unknown>>;
  /** On such a day events are taken and numbered only when `numberThem` is called. */
  numberLater: boolean;
  numberThem(): void;
  /** The number of an event, by the program's own id. */
  numberOf(sourceId: string): string | undefined;
  /** A step of an event told to the program, signed and not yet sent. It names the platform's own number only. */
  step(eventId: string, step: FlowStep, options?: StepOptions): Push;
}

/**
 * The platform of the shape `eventid`: steps 上报, 指挥中心派遣, 中队派遣, 队员处理, 中队审核, 指挥中心审核. It says
 * in `result` how a call went: 1 yes, 0 not there, -1 no; any other is a fault of its own.
 */
export async function startXiuzhou(options: MunicipalOptions): Promise<XiuzhouSimulator> {
  const events = new Map<string, Record<string, unknown>>();
  const appended = new Map<string, Record<string, unknown>>();
  const bySource = new Map<string, { eventid: string; body: Record<string, unknown> }>();
  const says = (result: string, msg: string, more: Record<string, unknown> = {}) => ({
    body: { result, msg, ...more },
  });
  const number = (sourceid: string): string => {
    const known = bySource.get(sourceid)!;
    known.eventid ||= String(330411_000_000 + events.size + 1);
    events.set(known.eventid, known.body);
    return known.eventid;
  };
  const step: XiuzhouSimulator['step'] = (eventId, name, options = {}) => {
    const { department = '城中中队', opinion = '', limit = '', at, photos = [] } = options;
    const [flownode, flowresult] = name.split('/');
    const moment = new Date((at ?? server.now()).getTime() + 8 * 3_600_000).toISOString();
    return server.sign(
      JSON.stringify({
        eventid: eventId,
        flownode,
        flowresult,
        deptname: department,
        opinion,
        operatetime: moment.slice(0, 19).replace('T', ' '),
        limittime: limit,
        ...Object.fromEntries(photos.map((address, i) => [`photo${i + 1}`, address])),
      }),
    );
  };
  const server: MunicipalServer = await startMunicipal(options, {
    stores: new Set(['POST /api/event/add', 'POST /api/event/append']),
    life(key) {
      const number = bySource.get(key)?.eventid;
      const now = server.now().getTime();
      const at = (i: number) => new Date(now - (wholeFlow.length - i) * 1000);
      return number
        ? wholeFlow.map((name, i) =>
            step(number, name, { at: at(i), photos: name === '队员处理/通过' ? [server.photo] : [] }),
          )
        : [];
    },
    refuse: (why) =>
      ({
        signature: says('-2', '验签失败'),
        encoding: says('-1', '报文格式错误'),
        path: says('-1', '接口不存在'),
        busy: says('500', '服务器内部错误'),
        never: says('-1', '不予接收'),
      })[why],
    calls: {
      'POST /api/event/add'({ body }) {
        const fault = eventFaults(body);
        if (fault) return says('-1', fault);
        const sourceid = String(body.sourceid);
        if (!bySource.has(sourceid)) {
          bySource.set(sourceid, { eventid: '', body });
          server.ledger.set(sourceid, (server.ledger.get(sourceid) ?? 0) + 1);
          if (!simulator.numberLater) number(sourceid);
        }
        return says('1', '', { sourceid, eventid: bySource.get(sourceid)!.eventid });
      },
      'GET /api/event/query'({ query }) {
        const sourceid = query.get('sourceid') ?? '';
        const known = bySource.get(sourceid);
        return known ? says('1', '', { sourceid, eventid: known.eventid }) : says('0', '无此事件');
      },
      'POST /api/event/append'({ body }) {
        const fault = appendFaults(body);
        if (fault) return says('-1', fault);
        if (!events.has(String(body.eventid))) return says('0', '无此事件');
        appended.set(String(body.appendid), body);
        return says('1', '');
      },
    },
  });
  const simulator: XiuzhouSimulator = {
    ...server,
    events,
    appended,
    numberLater: false,
    numberThem: () => [...bySource.keys()].forEach(number),
    numberOf: (sourceId) => bySource.get(sourceId)?.eventid || undefined,
    step,
  };
  return simulator;
}
