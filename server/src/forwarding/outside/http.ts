/** A call to another platform. */
export interface OutsideCall {
  method: 'GET' | 'POST';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** At most this long for everything, in milliseconds. */
  timeoutMs?: number;
}

/** What it answered; redirects are not followed and come as they are. */
export interface OutsideAnswer {
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

/** Nothing was answered, or nothing usable. `sent`: whether the other side may have acted on the call. */
export class OutsideFailure extends Error {
  constructor(
    readonly reason: 'timeout' | 'connection' | 'tooLarge' | 'forbiddenAddress',
    readonly sent: boolean,
    message: string,
  ) {
    super(message);
  }
}

/** Calls that cannot be turned against the inside: addresses are checked after the look-up, answers are bounded. */
export interface OutsideHttp {
  /** @throws OutsideFailure */
  call(request: OutsideCall): Promise<OutsideAnswer>;
}
