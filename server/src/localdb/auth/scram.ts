import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. Names and passwords are taken as they
 * come: SASLprep changes nothing in ASCII, and ours are ASCII.
 */
export const MECHANISM = 'SCRAM-SHA-256';

// The least that RFC 7677 allows and drivers accept. More rounds make guessing a person's password dearer; nobody guesses
// 256 random bits.
const ITERATIONS = 4096;
const SALT_BYTES = 28;
const KEY_BYTES = 32;
const NONCE_BYTES = 24;

/** What a server keeps of a user: enough to check a proof, not enough to make one. */
export interface User {
  name: string;
  salt: Buffer;
  storedKey: Buffer;
  serverKey: Buffer;
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const hash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ b[i]!));
}

/** The keys of a user. The password is not needed afterwards. */
export function makeUser(name: string, password: string): User {
  const salt = randomBytes(SALT_BYTES);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha256');
  return { name, salt, storedKey: hash(hmac(salted, 'Client Key')), serverKey: hmac(salted, 'Server Key') };
}

/** Says for every unknown name the same as the last time, so that an answer does not tell who exists. */
const secret = randomBytes(KEY_BYTES);
function nobody(name: string): User {
  const salt = hmac(secret, name).subarray(0, SALT_BYTES);
  return { name, salt, storedKey: randomBytes(KEY_BYTES), serverKey: randomBytes(KEY_BYTES) };
}

/** The client's message is not SCRAM, or its proof is wrong. The client is told neither. */
export class ScramFailure extends Error {}

/** One exchange: `first` answers the client's first message, `final` its proof. Each may be called once. */
export class ScramExchange {
  private user?: User;
  private binding = '';
  private nonce = '';
  private spoken = '';

  constructor(private readonly known: User) {}

  /** @throws ScramFailure */
  first(message: string): string {
    const parts = /^(([ny]),,)(n=([^,]+),r=([\x21-\x2b\x2d-\x7e]+))$/.exec(message);
    if (!parts) throw new ScramFailure('malformed first message');
    const [, header = '', , bare = '', escaped = '', clientNonce = ''] = parts;
    if (/=(?!2C|3D)/.test(escaped)) throw new ScramFailure('malformed name');
    const name = escaped.replaceAll('=2C', ',').replaceAll('=3D', '=');
    this.user = name === this.known.name ? this.known : nobody(name);
    this.binding = Buffer.from(header).toString('base64');
    this.nonce = clientNonce + randomBytes(NONCE_BYTES).toString('base64');
    const answer = `r=${this.nonce},s=${this.user.salt.toString('base64')},i=${ITERATIONS}`;
    this.spoken = `${bare},${answer}`;
    return answer;
  }

  /** The server's own proof, when the client's is right. @throws ScramFailure */
  final(message: string): string {
    const { user } = this;
    this.user = undefined;
    const parts = /^(c=([^,]*),r=([^,]*)),p=([A-Za-z0-9+/]+=*)$/.exec(message);
    if (!user || !parts) throw new ScramFailure('malformed final message');
    const [, withoutProof, binding, nonce, encoded = ''] = parts;
    const proof = Buffer.from(encoded, 'base64');
    if (binding !== this.binding || nonce !== this.nonce || proof.length !== KEY_BYTES) {
      throw new ScramFailure('final message does not belong to the first');
    }
    const spoken = `${this.spoken},${withoutProof}`;
    const clientKey = xor(proof, hmac(user.storedKey, spoken));
    const right = timingSafeEqual(hash(clientKey), user.storedKey);
    if (!right || user !== this.known) throw new ScramFailure('wrong proof');
    return `v=${hmac(user.serverKey, spoken).toString('base64')}`;
  }
}
