import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Env } from '../../env';

const keyOf = (env: Env): Buffer => {
  if (!env.PHONE_KEY) throw new Error('PHONE_KEY is not set');
  return Buffer.from(env.PHONE_KEY, 'base64');
};

/** Encrypts a phone or an openid (AES-256-GCM): nonce, tag and text in base64url. */
export function seal(env: Env, plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(env), nonce);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens what `seal` made. @throws when it was changed or the key is another */
export function openSealed(env: Env, sealed: string): string {
  const raw = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(env), raw.subarray(0, 12));
  decipher.setAuthTag(raw.subarray(12, 28));
  return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8');
}
