import type { Session } from '../auth/session';
import { decode } from '../bson/codec';
import { decodeExact } from '../bson/exactNumbers';
import type { Doc } from '../bson/values';
import { CommandError } from '../errors';
import type { Store } from '../storage/store';
import type { Request } from '../wire/messages';
import { aggregateCommands } from './aggregate';
import { authenticationCommands, requireAuthentication } from './authentication';
import { bulkWriteCommands } from './bulkWrite';
import { collectionCommands } from './collections';
import { collModCommands } from './collMod';
import { type Handler, type Reply, refuseCollation } from './command';
import type { Cursors } from './cursors';
import { findAndModifyCommands } from './findAndModify';
import { greetingCommands } from './greeting';
import { healthCommands } from './health';
import { indexCommands } from './indexes';
import { readCommands } from './reads';
import { runOnView, viewNamed } from './views';
import { writeCommands } from './writes';

/** All commands, by their names in lower case. */
const HANDLERS: Record<string, Handler> = {
  ...greetingCommands,
  ...authenticationCommands,
  ...collectionCommands,
  ...collModCommands,
  ...indexCommands,
  ...healthCommands,
  ...writeCommands,
  ...bulkWriteCommands,
  ...findAndModifyCommands,
  ...readCommands,
  ...aggregateCommands,
};

function refuseTransactions(name: string, body: Doc): void {
  const wanted = body.startTransaction || body.autocommit === false;
  if (!wanted && name !== 'commitTransaction' && name !== 'abortTransaction') return;
  const message = 'multi-document transactions need a replica set; this database is a standalone server';
  throw new CommandError(263, 'OperationNotSupportedInTransaction', message);
}

/** Document sequences become fields of the body; documents to insert stay bytes, updates keep their types of numbers. */
function wholeBody(name: string, { body, sequences }: Request): Doc {
  const whole: Doc = { ...body };
  for (const [field, documents] of Object.entries(sequences)) {
    const raw = name === 'insert' || (name === 'bulkWrite' && field === 'ops');
    whole[field] = raw ? documents : documents.map(name === 'update' ? decodeExact : decode);
  }
  return whole;
}

function failureReply(name: string, error: unknown): Doc {
  if (error instanceof CommandError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra };
  }
  console.error(`localdb: command ${name} failed`, error);
  const errmsg = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg, code: 8, codeName: 'UnknownError' };
}

/** Runs one command. Never throws: whatever goes wrong becomes a reply with `ok: 0` and a code. */
export async function runCommand(store: Store, cursors: Cursors, session: Session, request: Request): Promise<Reply> {
  const name = Object.keys(request.body)[0] ?? '';
  try {
    if (request.refused) throw request.refused;
    store.refuseWhenClosing();
    if (Object.hasOwn(HANDLERS, name.toLowerCase())) requireAuthentication(name, session);
    const body = wholeBody(name, request);
    refuseTransactions(name, body);
    refuseCollation(body);
    const handler = Object.hasOwn(HANDLERS, name.toLowerCase()) ? HANDLERS[name.toLowerCase()] : undefined;
    if (!handler) throw new CommandError(59, 'CommandNotFound', `no such command: '${name}'`);
    const db = typeof body.$db === 'string' ? body.$db : 'admin';
    const command = { store, cursors, session, name, body, db, ns: `${db}.${body[name]}` };
    const view = viewNamed(command);
    return await (view ? runOnView(command, view, handler, aggregateCommands.aggregate!) : handler(command));
  } catch (error) {
    return failureReply(name, error);
  }
}
