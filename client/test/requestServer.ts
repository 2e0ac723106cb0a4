import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Taro from '@tarojs/taro';
import { act } from '@testing-library/react';

/** What the server was asked: the endpoint's name, its input as it came over the wire, and the headers. */
export interface Asked {
  name: string;
  method: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  headers: http.IncomingHttpHeaders;
}

/** Answers one endpoint, at once or later; `failed` makes a failed answer, undefined never answers. */
export type Answer = (asked: Asked) => unknown;

export interface TestServer {
  /** Everything asked so far, in order. */
  asked: Asked[];
  /** Answers an endpoint from now on. */
  on: (name: string, answer: Answer) => void;
  /** Nothing listens any more: as without a network. */
  unplug: () => void;
  /** Resolves when every call so far has its answer. */
  idle: () => Promise<void>;
  stop: () => Promise<void>;
}

class Failed {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly data?: Record<string, unknown>,
  ) {}
}

export const failed = (status: number, code: string, data?: Record<string, unknown>): Failed =>
  new Failed(status, code, data);

/** A real HTTP server on a free port; the fake `Taro.request` is made to reach it over a real socket. */
export async function startServer(): Promise<TestServer> {
  const answers = new Map<string, Answer>();
  const asked: Asked[] = [];
  let plugged = true;
  const server = http.createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://here');
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const one: Asked = {
      name: url.pathname.replace('/api/', ''),
      method: req.method ?? '',
      query: url.searchParams,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
      headers: req.headers,
    };
    asked.push(one);
    const write = answers.get(one.name);
    const answer = write ? await write(one) : failed(404, 'notFound');
    if (answer === undefined) return;
    const isFailed = answer instanceof Failed;
    res.writeHead(isFailed ? answer.status : 200, { 'content-type': 'application/json' });
    res.end(
      JSON.stringify(
        isFailed ? { error: { code: answer.code, message: '', data: answer.data, requestId: 'R-1' } } : answer,
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const calls: Promise<unknown>[] = [];
  (Taro.request as unknown as jest.Mock).mockImplementation((options: TaroRequest) => {
    if (!plugged) return Promise.reject({ errMsg: 'request:fail' });
    const call = overTheWire(port, options);
    calls.push(call);
    return call;
  });
  return {
    asked,
    on: (name, answer) => void answers.set(name, answer),
    unplug: () => {
      plugged = false;
    },
    idle: async () => {
      await act(() => Promise.allSettled(calls));
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface TaroRequest {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: unknown;
}

function overTheWire(port: number, { url, method, header, data }: TaroRequest) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path: url, method, headers: header, agent: false },
      async (res) => {
        const chunks: Buffer[] = [];
        for await (const chunk of res) chunks.push(chunk as Buffer);
        resolve({ statusCode: res.statusCode, data: parsed(Buffer.concat(chunks).toString()) });
      },
    );
    request.on('error', () => reject({ errMsg: 'request:fail' }));
    request.end(data === undefined ? undefined : JSON.stringify(data));
  });
}

/** As Taro does: JSON is parsed, anything else is handed on as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
