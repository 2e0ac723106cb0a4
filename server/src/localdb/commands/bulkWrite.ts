import { deserialize, Long } from 'bson';
import { decode } from '../bson/codec';
import { decodeExact } from '../bson/exactNumbers';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue, CommandError, failedToParse } from '../errors';
import { type Command, type Handler, listArgument } from './command';
import { refuseView, viewNamed } from './views';
import { writeCommands } from './writes';

// `bulkWrite` of MongoDB 8: operations on several collections in one message, what the driver sends for
// `client.bulkWrite()`. Each operation is a transaction of its own, as there.

const COUNTED = { insert: 'nInserted', update: 'nMatched', delete: 'nDeleted' } as const;
type Kind = keyof typeof COUNTED;

function kindOf(op: Doc): Kind {
  const first = Object.keys(op)[0];
  if (first === 'insert' || first === 'update' || first === 'delete') return first;
  throw failedToParse('an operation of bulkWrite must begin with insert, update or delete');
}

function namespaceOf(op: Doc, kind: Kind, nsInfo: readonly BsonValue[]): string {
  const info = nsInfo[Number(op[kind])];
  if (isDoc(info) && typeof info.ns === 'string') return info.ns;
  throw badValue(`an operation of bulkWrite names namespace ${op[kind]}, which nsInfo does not have`);
}

/** The operation as the statement of a command that writes to one collection. The document to insert stays bytes. */
function statementOf(kind: Kind, op: Doc, bytes: Uint8Array): Doc {
  const { filter: q, multi, upsert, hint, collation, sort } = op;
  if (kind === 'insert') return { documents: [deserialize(bytes, { raw: true }).document] };
  if (kind === 'update') {
    const exact = decodeExact(bytes);
    const update = { q: exact.filter, u: exact.updateMods, arrayFilters: exact.arrayFilters };
    return { updates: [{ ...update, multi, upsert, hint, collation, sort }] };
  }
  return { deletes: [{ q, limit: multi === true ? 0 : 1, hint, collation }] };
}

/** Runs one operation and answers as its own command would; errors of code are part of the answer. */
async function runOne(command: Command, kind: Kind, op: Doc, bytes: Uint8Array): Promise<Doc> {
  const { nsInfo, bypassDocumentValidation } = command.body;
  try {
    const ns = namespaceOf(op, kind, listArgument({ nsInfo }, 'nsInfo'));
    const body = { ...statementOf(kind, op, bytes), bypassDocumentValidation };
    const single: Command = { ...command, name: kind, body, db: ns.slice(0, ns.indexOf('.')), ns };
    const view = viewNamed(single);
    if (view) refuseView(view);
    return (await writeCommands[kind]!(single)) as Doc;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { n: 0, writeErrors: [{ code: error.code, errmsg: error.message, ...error.extra }] };
  }
}

/** What the client is told about one operation. */
function rowOf(idx: number, { n, nModified, upserted, writeErrors }: Doc): Doc {
  const [error] = Array.isArray(writeErrors) ? writeErrors : [];
  if (error) return { ok: 0, ...error, idx, n: 0 };
  const [added] = Array.isArray(upserted) ? upserted : [];
  return {
    ok: 1,
    idx,
    n,
    ...(nModified !== undefined && { nModified }),
    ...(added && { upserted: { _id: added._id } }),
  };
}

const bulkWrite: Handler = async (command) => {
  const { ordered, errorsOnly, let: variables } = command.body;
  if (isDoc(variables)) throw badValue("the option 'let' of bulkWrite is not supported by this database");
  const rows: Doc[] = [];
  const counts = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  for (const [idx, bytes] of listArgument(command.body, 'ops').entries()) {
    if (!(bytes instanceof Uint8Array)) throw failedToParse('the operations of bulkWrite must come as a sequence');
    const op = decode(bytes);
    const kind = kindOf(op);
    const row = rowOf(idx, await runOne(command, kind, op, bytes));
    rows.push(row);
    if (row.ok === 0) {
      counts.nErrors++;
      if (ordered !== false) break;
    } else if (row.upserted) {
      counts.nUpserted++;
    } else {
      counts[COUNTED[kind]] += Number(row.n);
      counts.nModified += Number(row.nModified ?? 0);
    }
  }
  const firstBatch = errorsOnly === true ? rows.filter(({ ok }) => ok === 0) : rows;
  return { cursor: { id: Long.ZERO, firstBatch, ns: 'admin.$cmd.bulkWrite' }, ...counts, ok: 1 };
};

export const bulkWriteCommands: Record<string, Handler> = { bulkwrite: bulkWrite };
