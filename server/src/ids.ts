import { randomBytes } from 'node:crypto';

/** An opaque id that cannot be guessed and is safe in an address: 16 random bytes in base64url. */
export const newId = (): string => randomBytes(16).toString('base64url');
