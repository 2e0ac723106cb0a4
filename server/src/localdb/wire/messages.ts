import { decode, decodeInsert, encode } from '../bson/codec';
import { decodeUpdateCommand } from '../bson/exactNumbers';
import { validateDocument } from '../bson/validate';
import type { Doc } from '../bson/values';
import { CommandError } from '../errors';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const AWAIT_CAPABLE = 8;
/** Flags that a server must know or refuse; the upper half it may pass over. */
const UNKNOWN_FLAGS = 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME);

/** The commands that may still come as OP_QUERY. */
const LEGACY_COMMANDS = new Set(['hello', 'isMaster', 'ismaster', 'saslStart', 'saslContinue']);

/** One request. `sequences` are document lists sent beside the body (documents, updates, deletes), as bytes. */
export interface Request {
  id: number;
  /** The first greeting of a connection comes as OP_QUERY and is answered by OP_REPLY. */
  legacy: boolean;
  /** The client wants no answer (unacknowledged write). */
  silent: boolean;
  body: Doc;
  sequences: Record<string, Buffer[]>;
  /** Why it cannot be run, where its frame is right and what it holds is not. Codes 22, 15, 10334, 352. */
  refused?: CommandError;
}

const UPDATES = /^(?:update|findandmodify)\0/i;

function decodeBody(bytes: Buffer): Doc {
  validateDocument(bytes);
  try {
    if (UPDATES.test(bytes.toString('latin1', 5, 19))) return decodeUpdateCommand(bytes);
    return bytes.toString('latin1', 5, 12) === 'insert\0' ? decodeInsert(bytes) : decode(bytes);
  } catch (error) {
    throw new CommandError(22, 'InvalidBSON', error instanceof Error ? error.message : String(error));
  }
}

/** Keeps a refusal for the answer; whatever else is thrown ends the connection. */
function refusable(request: Request, read: () => void): Request {
  try {
    read();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    request.refused = error;
  }
  return request;
}

/** OP_QUERY: flags, C string namespace, skip, number to return, query. */
function parseLegacy(id: number, message: Buffer): Request {
  const end = message.indexOf(0, 20);
  if (end < 0) throw new Error('the namespace does not end');
  const namespace = message.toString('utf8', 20, end);
  const at = end + 9;
  const query = message.subarray(at, at + message.readInt32LE(at));
  const request: Request = { id, legacy: true, silent: false, body: {}, sequences: {} };
  return refusable(request, () => {
    const decoded = decodeBody(query);
    const body = (decoded.$query as Doc | undefined) ?? decoded;
    const name = Object.keys(body)[0] ?? '';
    if (!namespace.endsWith('.$cmd') || !LEGACY_COMMANDS.has(name)) {
      const message = `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`;
      throw new CommandError(352, 'UnsupportedOpQueryCommand', message);
    }
    request.body = { ...body, $db: namespace.slice(0, namespace.indexOf('.')) };
  });
}

function documentsIn(bytes: Buffer): Buffer[] {
  const documents: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > bytes.length) throw new Error(`bad document length ${size}`);
    documents.push(bytes.subarray(at, at + size));
    at += size;
  }
  return documents;
}

/** The sections of an OP_MSG: one body and any number of document sequences. */
function sectionsOf(message: Buffer, end: number): { body: Buffer; sequences: Record<string, Buffer[]> } {
  const sequences: Record<string, Buffer[]> = {};
  let body: Buffer | undefined;
  for (let at = 20; at < end; ) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (size < 5 || at + size > end) throw new Error(`bad section length ${size}`);
    if (kind === 0 && !body) {
      body = message.subarray(at, at + size);
    } else if (kind === 1) {
      const nameEnd = message.indexOf(0, at + 4);
      if (nameEnd < 0 || nameEnd >= at + size) throw new Error('the name of a section does not end');
      sequences[message.toString('utf8', at + 4, nameEnd)] = documentsIn(message.subarray(nameEnd + 1, at + size));
    } else {
      throw new Error(`unexpected section of kind ${kind}`);
    }
    at += size;
  }
  if (!body) throw new Error('a message without a body');
  return { body, sequences };
}

/** Reads one message. Throws on anything that is not a well-framed OP_MSG or OP_QUERY: its connection has to end. */
export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_QUERY) return parseLegacy(id, message);
  if (opcode !== OP_MSG) throw new Error(`unsupported opcode ${opcode}`);
  const flags = message.readUInt32LE(16);
  if (flags & UNKNOWN_FLAGS) throw new Error(`unknown flags ${flags}`);
  const { body, sequences } = sectionsOf(message, message.length - (flags & CHECKSUM_PRESENT ? 4 : 0));
  const request: Request = { id, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body: {}, sequences };
  return refusable(request, () => {
    request.body = decodeBody(body);
    for (const documents of Object.values(sequences)) documents.forEach(validateDocument);
  });
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
