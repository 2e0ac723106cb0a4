/**
 * What is wrong with a call, as GeoReport v2 says it: 400 for a missing or bad parameter, 403 for the api_key, 404 for what
 * does not exist. Each sentence begins with the name of the parameter.
 */
export class Open311Problem extends Error {
  readonly sentences: readonly string[];

  constructor(
    readonly status: 400 | 403 | 404 | 405 | 413 | 429,
    sentences: string | readonly string[],
    readonly retryAfterSeconds?: number,
  ) {
    super(String(sentences));
    this.sentences = typeof sentences === 'string' ? [sentences] : sentences;
  }
}

/** A parameter that is missing, or not what it must be. */
export const badParameter = (name: string, problem: string): Open311Problem =>
  new Open311Problem(400, `${name}: ${problem}`);

/** Something named in the call that does not exist here. */
export const unknownThing = (name: string): Open311Problem => new Open311Problem(404, `${name}: not found`);
