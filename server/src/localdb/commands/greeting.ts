import { ObjectId } from 'bson';
import { greetedAuthentication } from './authentication';
import { type Handler, OK } from './command';

const VERSION = '8.0.0';
const LARGEST_DOCUMENT = 16 * 1024 * 1024;

/**
 * A standalone of MongoDB 8.0. No `setName` (a standalone: the driver then sends no transaction numbers and needs no
 * retry ledger), no `topologyVersion` (it would switch the driver's monitor to streaming). Batches are limited so that
 * one transaction never holds the process for seconds.
 */
const hello: Handler = ({ session, body }) => ({
  ...greetedAuthentication(session, body),
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: LARGEST_DOCUMENT,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 10_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: 1,
  minWireVersion: 0,
  maxWireVersion: 25,
  readOnly: false,
  ok: 1,
});

const buildInfo: Handler = () => ({
  version: VERSION,
  versionArray: [8, 0, 0, 0],
  gitVersion: 'localdb',
  modules: [],
  bits: 64,
  maxBsonObjectSize: LARGEST_DOCUMENT,
  storageEngines: ['lmdb'],
  ok: 1,
});

const nothing: Handler = () => OK;

/** Greeting, sessions (which this database has no use for) and questions about the server. */
export const greetingCommands: Record<string, Handler> = {
  hello,
  ismaster: hello,
  ping: nothing,
  buildinfo: buildInfo,
  startsession: () => ({ id: { id: new ObjectId() }, timeoutMinutes: 30, ok: 1 }),
  endsessions: nothing,
  refreshsessions: nothing,
  killsessions: nothing,
  killallsessions: nothing,
  getparameter: () => ({ featureCompatibilityVersion: { version: '8.0' }, ok: 1 }),
  getcmdlineopts: () => ({ argv: [], parsed: {}, ok: 1 }),
  whatsmyuri: () => ({ you: '127.0.0.1', ok: 1 }),
  hostinfo: () => ({ system: {}, os: {}, extra: {}, ok: 1 }),
  getlog: () => ({ totalLinesWritten: 0, log: [], ok: 1 }),
};
