/**
 * An error the client is meant to see: MongoDB's numeric code and its name.
 * `extra` fields join the reply (`keyPattern` and `keyValue` of a duplicate key).
 */
export class CommandError extends Error {
  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** Code 2: the request is malformed, or asks for what this database does not offer. */
export function badValue(message: string): CommandError {
  return new CommandError(2, 'BadValue', message);
}

/** Code 9: the request could not be read as what it claims to be. */
export function failedToParse(message: string): CommandError {
  return new CommandError(9, 'FailedToParse', message);
}
