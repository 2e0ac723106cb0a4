import { Binary } from 'bson';
import { MECHANISM } from '../auth/scram';
import { type Session, USERS_DB } from '../auth/session';
import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { CommandError } from '../errors';
import { type Handler, OK } from './command';

/** What MongoDB lets a connection ask before it has said who it is. */
const OPEN = new Set([
  'hello',
  'ismaster',
  'ping',
  'buildinfo',
  'connectionstatus',
  'endsessions',
  'logout',
  'saslcontinue',
  'saslstart',
  'whatsmyuri',
]);

/** Code 13 for a command that a connection may not give yet. */
export function requireAuthentication(name: string, session: Session): void {
  if (session.user !== undefined || OPEN.has(name.toLowerCase())) return;
  throw new CommandError(13, 'Unauthorized', `Command ${name} requires authentication`);
}

/** A message of the exchange; drivers send binary, some shells a string in base64. */
function payloadText(value: BsonValue): string {
  if (value instanceof Binary) return Buffer.from(value.value()).toString('utf8');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value === 'string') return Buffer.from(value, 'base64').toString('utf8');
  throw new CommandError(14, 'TypeMismatch', "'payload' must be binary");
}

function reply({ payload, ...step }: ReturnType<Session['start']>): Doc {
  return { ...step, payload: new Binary(Buffer.from(payload)), ok: 1 };
}

function begin(session: Session, body: Doc, db: string): Doc {
  const short = isDoc(body.options) && body.options.skipEmptyExchange === true;
  return reply(session.start(db, body.mechanism, payloadText(body.payload), short));
}

/**
 * What a greeting that asks about authentication gets beside the rest: the mechanisms, the same for any name, and the
 * answer to a first message sent along, which fails here in silence and aloud when the client then begins in earnest.
 */
export function greetedAuthentication(session: Session, body: Doc): Doc {
  const more: Doc = {};
  if (typeof body.saslSupportedMechs === 'string') more.saslSupportedMechs = [MECHANISM];
  const early = body.speculativeAuthenticate;
  if (!isDoc(early) || early.saslStart === undefined) return more;
  try {
    more.speculativeAuthenticate = begin(session, early, typeof early.db === 'string' ? early.db : USERS_DB);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
  }
  return more;
}

const connectionStatus: Handler = ({ session: { user } }) => ({
  authInfo: {
    authenticatedUsers: user === undefined ? [] : [{ user, db: USERS_DB }],
    authenticatedUserRoles: user === undefined ? [] : [{ role: 'root', db: USERS_DB }],
  },
  ok: 1,
});

/** How a connection says who it is. */
export const authenticationCommands: Record<string, Handler> = {
  saslstart: ({ session, body, db }) => begin(session, body, db),
  saslcontinue: ({ session, body }) => reply(session.continue(body.conversationId, payloadText(body.payload))),
  logout: ({ session }) => {
    session.end();
    return OK;
  },
  connectionstatus: connectionStatus,
};
