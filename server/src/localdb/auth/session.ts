import { CommandError } from '../errors';
import { MECHANISM, ScramExchange, ScramFailure, type User } from './scram';

/** The database whose users there are. */
export const USERS_DB = 'admin';

/** An answer to a step of authentication. */
interface Step {
  conversationId: number;
  done: boolean;
  payload: string;
}

/** Code 18, the same words whatever was wrong. */
function failed(): CommandError {
  return new CommandError(18, 'AuthenticationFailed', 'Authentication failed.');
}

function protocolError(message: string): CommandError {
  return new CommandError(17, 'ProtocolError', message);
}

interface Conversation {
  id: number;
  exchange: ScramExchange;
  /** The client wants no empty exchange at the end. */
  short: boolean;
  proven: boolean;
}

/** Who one connection is. Nobody, until it has proven to know the password. */
export class Session {
  /** The user's name, once proven. */
  user?: string;
  private conversation?: Conversation;
  private lastId = 0;

  constructor(private readonly known: User) {}

  /** The client's first message. Codes 18, 334. */
  start(db: string, mechanism: unknown, payload: string, short: boolean): Step {
    this.conversation = undefined;
    if (mechanism !== MECHANISM) {
      const message = `Received authentication for mechanism ${String(mechanism)} which is not enabled`;
      throw new CommandError(334, 'MechanismUnavailable', message);
    }
    if (db !== USERS_DB) throw failed();
    const exchange = new ScramExchange(this.known);
    const answer = guarded(() => exchange.first(payload));
    this.conversation = { id: ++this.lastId, exchange, short, proven: false };
    return { conversationId: this.lastId, done: false, payload: answer };
  }

  /** The client's proof, and after it an empty message if it did not ask to leave that out. Codes 17, 18. */
  continue(id: unknown, payload: string): Step {
    const conversation = this.conversation;
    this.conversation = undefined; // a wrong proof ends it
    if (!conversation) throw protocolError('No SASL session state found');
    if (id !== conversation.id) throw protocolError('sasl: Mismatched conversation id');
    if (conversation.proven) {
      if (payload) throw failed();
      this.user = this.known.name;
      return { conversationId: conversation.id, done: true, payload: '' };
    }
    const answer = guarded(() => conversation.exchange.final(payload));
    if (conversation.short) this.user = this.known.name;
    else this.conversation = { ...conversation, proven: true };
    return { conversationId: conversation.id, done: conversation.short, payload: answer };
  }

  /** Forgets who this is. */
  end(): void {
    this.user = undefined;
    this.conversation = undefined;
  }
}

function guarded(step: () => string): string {
  try {
    return step();
  } catch (error) {
    throw error instanceof ScramFailure ? failed() : error;
  }
}
