import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent } from 'undici';
import { isNamedInsideAddress, isPublicAddress } from './addresses';
import { decode } from './decode';
import { exchange } from './exchange';
import { type OutsideAnswer, type OutsideCall, OutsideFailure, type OutsideHttp } from './http';
import { pinnedLookup, type Resolve } from './pinnedLookup';

export interface OutsideHttpOptions {
  /** Hosts inside our own network that may be called, each as `host:port`. Nothing inside is called otherwise. */
  allowHosts?: readonly string[];
  /** The longest answer, unpacked. */
  maxBytes?: number;
  /** For calls that name no time of their own. */
  timeoutMs?: number;
  /** Tests hand in their own. */
  resolve?: Resolve;
}

/** For one destination: connections are kept between calls until it is closed. */
export interface ClosableHttp extends OutsideHttp {
  close(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;
const CONNECT_MS = 10_000;
const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Calls to other platforms that cannot be turned against the inside (docs/adr/0017). */
export function makeOutsideHttp(options: OutsideHttpOptions = {}): ClosableHttp {
  const { maxBytes = MEGABYTE, timeoutMs = 15_000, resolve = (host) => lookup(host, { all: true }) } = options;
  const named = new Set((options.allowHosts ?? []).map((host) => host.toLowerCase()));
  const connecting = (isAllowed: (address: string) => boolean): Agent =>
    new Agent({
      connect: { timeout: CONNECT_MS, lookup: pinnedLookup(resolve, isAllowed) },
      // Bounded by the time for the whole call.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  const outside = { agent: connecting(isPublicAddress), isAllowed: isPublicAddress };
  const inside = { agent: connecting(isNamedInsideAddress), isAllowed: isNamedInsideAddress };

  /** The way to an address; a host that is an address is never looked up, so it is checked here. */
  function wayTo(url: URL): Agent {
    const forbid = (why: string) => new OutsideFailure('forbiddenAddress', false, why);
    if (!(url.protocol in defaultPorts)) throw forbid('only http and https are called');
    if (url.username !== '' || url.password !== '') throw forbid('an address holds no credentials');
    const { agent, isAllowed } = named.has(`${url.hostname}:${url.port || defaultPorts[url.protocol]}`)
      ? inside
      : outside;
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isAllowed(literal)) throw forbid('the host lies inside');
    return agent;
  }

  return {
    async call(request: OutsideCall): Promise<OutsideAnswer> {
      if (!URL.canParse(request.url)) throw new OutsideFailure('forbiddenAddress', false, 'not an address');
      const url = new URL(request.url);
      const answered = await exchange(wayTo(url), url, request, {
        maxBytes,
        timeoutMs: request.timeoutMs ?? timeoutMs,
      });
      return { ...answered, body: await decode(answered.body, answered.headers['content-encoding'], maxBytes) };
    },
    async close() {
      await Promise.all([outside.agent.destroy(), inside.agent.destroy()]);
    },
  };
}
