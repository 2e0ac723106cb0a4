import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Me } from '@jierong/shared/people';
import type { ReportCard, ReportInfo, ReportInput } from '@jierong/shared/reports';
import Taro from '@tarojs/taro';
import { useSession } from '@/services/session';

type Answer = { status?: number; body: unknown };
type Handle = (input: unknown, key: string) => Answer;

const code = (name: string, data?: object) => ({
  status: 422,
  body: { error: { code: name, message: name, data, requestId: 'r1' } },
});

/** A server of its own for tests of 随手拍: it keeps reports by their key, and can lose its answers. */
export class ReportServer {
  /** By idempotency key. */
  readonly reports = new Map<string, ReportInfo & { sent: string }>();
  readonly submits: { key: string; input: ReportInput }[] = [];
  readonly edits: unknown[] = [];
  readonly supports: string[] = [];
  similar: ReportCard[] = [];
  outside = false;
  /** So many of the next answers to a sending get lost after it was stored. */
  loseAnswers = 0;
  /** So many of the next uploads break off. */
  breakUploads = 0;
  /** What the next uploads are refused with. */
  refuseUploads?: string;
  taken?: object;
  uploads = 0;
  /** Uploads that came and wait for their answer, while they are held back. */
  readonly held: (() => void)[] = [];
  holdUploads = false;
  private readonly server = http.createServer((asked, answer) => void this.answer(asked, answer));

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    Object.assign(globalThis, { API_BASE: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}` });
    jest.mocked(Taro.request).mockImplementation(((asked: Asked) => overHttp(asked)) as unknown as typeof Taro.request);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private readonly handlers: Record<string, Handle> = {
    'districts.info': () => ({
      body: {
        district: '南湖区',
        demonstration: true,
        timers: { undoMinutes: 10, claimOfferMinutes: 120, answerDays: 7, reopenDays: 30 },
      },
    }),
    'places.ground': () => ({
      body: {
        district: '南湖区',
        centre: { longitude: 120.76, latitude: 30.76, datum: 'gcj02' },
        boundary: [],
        roads: [],
      },
    }),
    'places.find': () => ({
      body: this.outside
        ? { inside: false, nearest: { longitude: 120.8, latitude: 30.7, datum: 'gcj02' }, distanceMeters: 1200 }
        : { inside: true, road: '中山路', suggestion: '中山路旁' },
    }),
    'categories.search': () => ({
      body: { matches: [{ code: '10101', name: '上水井盖', kind: 'component', majorName: '公用设施', group: 'lamp' }] },
    }),
    'reports.duplicates': () => ({ body: { items: this.similar } }),
    'reports.support': (input) => {
      this.supports.push((input as { id: string }).id);
      return { body: { supports: 8, supported: true } };
    },
    'reports.info': (id) => {
      const report = [...this.reports.values()].find((one) => one.id === id);
      return report ? { body: report } : code('notFound');
    },
    'reports.submit': (input, key) => {
      this.submits.push({ key, input: input as ReportInput });
      const sent = JSON.stringify(input);
      const known = this.reports.get(key);
      if (known && known.sent !== sent) return code('idempotencyConflict');
      const report = known ?? { ...reportOf(input as ReportInput, `report${this.reports.size + 1}`), sent };
      this.reports.set(key, report);
      return { body: report };
    },
    'reports.edit': (input) => {
      this.edits.push(input);
      return { body: [...this.reports.values()][0] };
    },
  };

  private async answer(asked: http.IncomingMessage, answer: http.ServerResponse): Promise<void> {
    answer.setHeader('Access-Control-Allow-Origin', '*');
    answer.setHeader('Access-Control-Allow-Headers', '*, Authorization');
    const content = await contentOf(asked);
    if (asked.method === 'OPTIONS') return void answer.end();
    const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://server');
    if (pathname === '/uploads') return this.upload(asked, answer);
    const name = pathname.replace('/api/', '');
    const handle = this.handlers[name];
    const key = String(asked.headers['idempotency-key'] ?? '');
    const { status = 200, body } = handle
      ? handle(content ? JSON.parse(content) : searchParams.get('id'), key)
      : code('notFound');
    if (name === 'reports.submit' && this.loseAnswers > 0) {
      this.loseAnswers--;
      asked.socket.destroy();
      return;
    }
    answer.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }

  private async upload(asked: http.IncomingMessage, answer: http.ServerResponse): Promise<void> {
    if (this.holdUploads) await new Promise<void>((go) => this.held.push(go));
    if (this.breakUploads > 0) {
      this.breakUploads--;
      asked.socket.destroy();
      return;
    }
    const refused = this.refuseUploads && code(this.refuseUploads);
    const photo = { key: (++this.uploads).toString(16).padStart(64, '0'), width: 8, height: 6, taken: this.taken };
    answer
      .writeHead(refused ? 422 : 200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(refused ? refused.body : photo));
  }
}

interface Asked {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: unknown;
}

/** What WeChat's request does, over a real connection. */
function overHttp({ url, method, header, data }: Asked): Promise<{ statusCode: number; data: unknown }> {
  return new Promise((resolve, reject) => {
    const call = http.request(url, { method, headers: header }, (answer) => {
      contentOf(answer).then(
        (content) => resolve({ statusCode: answer.statusCode ?? 0, data: JSON.parse(content) }),
        reject,
      );
    });
    call.on('error', () => reject({ errMsg: 'request:fail' }));
    call.end(data === undefined ? undefined : JSON.stringify(data));
  });
}

async function contentOf(stream: http.IncomingMessage): Promise<string> {
  let content = '';
  for await (const chunk of stream) content += String(chunk);
  return content;
}

/** A resident is signed in on this device. */
export function signInResident(): void {
  const me: Me = {
    id: 'p1',
    nickname: '湖边老住',
    role: 'resident',
    title: '居民',
    duties: [],
    phoneVerified: true,
    demonstration: true,
    workbench: [],
  };
  useSession.getState().begin({ token: 'token', me });
}

/** The next photos people choose. */
export function choose(...names: string[]): void {
  const files = names.map((name) => new File([name], name, { type: 'image/jpeg' }));
  Object.assign(URL, { createObjectURL: () => `blob:${Math.random()}`, revokeObjectURL: () => undefined });
  jest.spyOn(HTMLInputElement.prototype, 'click').mockImplementationOnce(function (this: HTMLInputElement) {
    Object.defineProperty(this, 'files', { value: files });
    this.dispatchEvent(new Event('change'));
  });
}

/** A report of the server, as just received. */
export function reportOf(input: ReportInput, id: string): ReportInfo {
  const at = new Date().toISOString();
  return {
    id,
    title: '占道经营',
    group: input.group,
    state: 'received',
    disputeOpen: false,
    appealOpen: false,
    supervised: false,
    place: { address: input.place.address, source: input.place.source },
    holder: { kind: 'reporter' },
    supports: 7,
    comments: 0,
    supported: false,
    mine: false,
    demonstration: false,
    distanceMeters: 12,
    createdAt: at,
    updatedAt: at,
    words: input.words,
    category: { standard: 's', edition: 'e', kind: 'event', majorCode: '01', code: '20101', name: '占道经营' },
    photos: [],
    afterPhotos: [],
    timeline: [],
    version: 1,
    round: 1,
    anonymous: input.anonymous,
    reporter: '一位居民',
    undoUntil: new Date(Date.now() + 600_000).toISOString(),
    asked: 1,
    confirmed: 0,
    disputed: 0,
    ratedByMe: false,
    abilities: ['edit', 'withdraw'],
    selfGovernable: false,
  };
}
