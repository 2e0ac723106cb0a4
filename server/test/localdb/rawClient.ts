import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { mongo } from 'mongoose';

const OP_MSG = 2013;

/** A message of any opcode around `rest`; `length` when it shall lie about it. */
export function message(opcode: number, rest: Buffer, length = 16 + rest.length): Buffer {
  const head = Buffer.alloc(16);
  head.writeInt32LE(length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(opcode, 12);
  return Buffer.concat([head, rest]);
}

/** An OP_MSG whose body is `body`, be it a document or bytes that claim to be one. */
export function command(body: mongo.Document | Uint8Array, flags = 0): Buffer {
  const bytes = body instanceof Uint8Array ? body : mongo.BSON.serialize(body);
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  return message(OP_MSG, Buffer.concat([head, bytes]));
}

/** A connection that sends whatever it likes. */
export interface RawClient {
  socket: Socket;
  /** Sends bytes and gives the body of the next answer; null when the server ends the connection instead. */
  ask(bytes: Buffer): Promise<mongo.Document | null>;
  /** When the connection has ended, by whomever. */
  closed: Promise<null>;
  end(): Promise<void>;
}

/** Connects without a greeting. */
export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}); // told by its end
  const closed = new Promise<null>((resolve) => {
    socket.once('close', () => resolve(null));
  });
  await once(socket, 'connect');
  let held = Buffer.alloc(0);
  let wanted: ((answer: mongo.Document) => void) | undefined;
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    const length = held.length < 4 ? Number.POSITIVE_INFINITY : held.readInt32LE(0);
    if (held.length < length) return;
    wanted?.(mongo.BSON.deserialize(held.subarray(held.readInt32LE(12) === OP_MSG ? 21 : 36, length)));
    held = held.subarray(length);
  });
  return {
    socket,
    closed,
    ask(bytes) {
      const answer = new Promise<mongo.Document>((resolve) => {
        wanted = resolve;
      });
      if (!socket.destroyed) socket.write(bytes);
      return Promise.race([answer, closed]);
    },
    async end() {
      socket.destroy();
      await closed;
    },
  };
}

/** As `rawClient`, with proof of the password in `uri`, in the long form with an empty exchange at the end. */
export async function provenClient(uri: string): Promise<RawClient> {
  const { port, username, password } = new URL(uri);
  const client = await rawClient(Number(port));
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const first = await client.ask(
    command({
      saslStart: 1,
      mechanism: 'SCRAM-SHA-256',
      payload: Buffer.from(`n,,n=${username},r=abc`),
      $db: 'admin',
    }),
  );
  const said = String(first?.payload.toString('utf8'));
  const [, nonce = '', salt = '', rounds] = /^r=(.*),s=(.*),i=(\d+)$/.exec(said) ?? [];
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256');
  const key = hmac(salted, 'Client Key');
  const spoken = `n=${username},r=abc,${said},c=biws,r=${nonce}`;
  const signature = hmac(createHash('sha256').update(key).digest(), spoken);
  const proof = Buffer.from(key.map((byte, i) => byte ^ (signature[i] ?? 0))).toString('base64');
  const payload = Buffer.from(`c=biws,r=${nonce},p=${proof}`);
  const go = (words: Buffer) =>
    client.ask(command({ saslContinue: 1, conversationId: first?.conversationId, payload: words, $db: 'admin' }));
  if ((await go(payload))?.done !== false || !(await go(Buffer.alloc(0)))?.done) throw new Error('not let in');
  return client;
}
