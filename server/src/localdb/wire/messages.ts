import { decode, decodeInsert, encode } from '../bson/codec';
import { decodeUpdateCommand } from '../bson/exactNumbers';
import type { Doc } from '../bson/values';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const AWAIT_CAPABLE = 8;

/** One request. `sequences` are document lists sent beside the body (documents, updates, deletes), as bytes. */
export interface Request {
  id: number;
  /** The first greeting of a connection comes as OP_QUERY and is answered by OP_REPLY. */
  legacy: boolean;
  /** The client wants no answer (unacknowledged write). */
  silent: boolean;
  body: Doc;
  sequences: Record<string, Buffer[]>;
}

const UPDATES = /^(?:update|findandmodify)\0/i;

function decodeBody(bytes: Buffer): Doc {
  if (UPDATES.test(bytes.toString('latin1', 5, 19))) return decodeUpdateCommand(bytes);
  return bytes.toString('latin1', 5, 12) === 'insert\0' ? decodeInsert(bytes) : decode(bytes);
}

/** OP_QUERY: flags, C string namespace, skip, number to return, query. */
function parseLegacy(id: number, message: Buffer): Request {
  const end = message.indexOf(0, 20);
  const namespace = message.toString('utf8', 20, end);
  const query = decodeBody(message.subarray(end + 9));
  const body = (query.$query as Doc | undefined) ?? query;
  return { id, legacy: true, silent: false, body: { ...body, $db: namespace.split('.')[0] }, sequences: {} };
}

function documentsIn(bytes: Buffer): Buffer[] {
  const documents: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readInt32LE(at);
    if (size < 5) throw new Error(`bad document length ${size}`);
    documents.push(bytes.subarray(at, at + size));
    at += size;
  }
  return documents;
}

/** Reads one message. Throws on anything that is not OP_MSG or OP_QUERY. */
export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_QUERY) return parseLegacy(id, message);
  if (opcode !== OP_MSG) throw new Error(`unsupported opcode ${opcode}`);
  const flags = message.readUInt32LE(16);
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const request: Request = { id, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body: {}, sequences: {} };
  for (let at = 20; at < end; ) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (size < 5) throw new Error(`bad section length ${size}`);
    if (kind === 0) {
      request.body = decodeBody(message.subarray(at, at + size));
    } else if (kind === 1) {
      const nameEnd = message.indexOf(0, at + 4);
      const name = message.toString('utf8', at + 4, nameEnd);
      request.sequences[name] = documentsIn(message.subarray(nameEnd + 1, at + size));
    } else {
      throw new Error(`unknown section kind ${kind}`);
    }
    at += size;
  }
  return request;
}

let lastReplyId = 0;

/** The answer to a request, as the buffers to send. */
export function replyMessage(request: Request, answer: Doc | Uint8Array): [Buffer, Uint8Array] {
  const body = answer instanceof Uint8Array ? answer : encode(answer);
  lastReplyId = (lastReplyId + 1) & 0x7fffffff;
  const head = Buffer.alloc(request.legacy ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(lastReplyId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    head.writeInt32LE(AWAIT_CAPABLE, 16);
    head.writeInt32LE(1, 32); // one document follows
  }
  return [head, body];
}
