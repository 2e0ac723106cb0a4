import { decode } from '../bson/codec';
import { type Doc, isDoc } from '../bson/values';
import { CommandError, failedToParse } from '../errors';
import type { Store } from '../storage/store';
import type { Request } from '../wire/messages';
import { aggregateCommands } from './aggregate';
import { collectionCommands } from './collections';
import type { Handler, Reply } from './command';
import type { Cursors } from './cursors';
import { findAndModifyCommands } from './findAndModify';
import { greetingCommands } from './greeting';
import { healthCommands } from './health';
import { indexCommands } from './indexes';
import { readCommands } from './reads';
import { writeCommands } from './writes';

/** All commands, by their names in lower case. */
const HANDLERS: Record<string, Handler> = {
  ...greetingCommands,
  ...collectionCommands,
  ...indexCommands,
  ...healthCommands,
  ...writeCommands,
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

function refuseCollation({ collation }: Doc): void {
  if (isDoc(collation) && collation.locale !== 'simple')
    throw failedToParse('collation is not supported by this database');
}

/** Document sequences become fields of the body; documents to insert stay bytes. */
function wholeBody(name: string, { body, sequences }: Request): Doc {
  const whole: Doc = { ...body };
  for (const [field, documents] of Object.entries(sequences)) {
    whole[field] = name === 'insert' ? documents : documents.map(decode);
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
export async function runCommand(store: Store, cursors: Cursors, request: Request): Promise<Reply> {
  const name = Object.keys(request.body)[0] ?? '';
  try {
    const body = wholeBody(name, request);
    refuseTransactions(name, body);
    refuseCollation(body);
    const handler = Object.hasOwn(HANDLERS, name.toLowerCase()) ? HANDLERS[name.toLowerCase()] : undefined;
    if (!handler) throw new CommandError(59, 'CommandNotFound', `no such command: '${name}'`);
    const db = typeof body.$db === 'string' ? body.$db : 'admin';
    return await handler({ store, cursors, name, body, db, ns: `${db}.${body[name]}` });
  } catch (error) {
    return failureReply(name, error);
  }
}
