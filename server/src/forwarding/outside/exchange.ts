import type { Dispatcher } from 'undici';
import { type OutsideAnswer, type OutsideCall, OutsideFailure } from './http';

/**
 * One call and its answer, packed as it came over the wire. It ends in time whatever the other side does, and reads no
 * more than it may. `sent` is true from the moment the call is handed to a connection: what fails before that, a look-up,
 * a refused connection, a handshake, was not sent.
 * @throws OutsideFailure
 */
export function exchange(
  agent: Dispatcher,
  url: URL,
  request: OutsideCall,
  bounds: { maxBytes: number; timeoutMs: number },
): Promise<OutsideAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let done = false;
    let status = 0;
    let headers: Record<string, string | undefined> = {};
    let received = 0;
    const chunks: Buffer[] = [];

    const timer = setTimeout(() => fail('timeout', `no whole answer within ${bounds.timeoutMs} ms`), bounds.timeoutMs);
    function finish(): boolean {
      if (done) return false;
      done = true;
      clearTimeout(timer);
      return true;
    }
    function fail(reason: OutsideFailure['reason'], message: string): void {
      if (!finish()) return;
      const failure = new OutsideFailure(reason, controller !== undefined, message);
      reject(failure);
      controller?.abort(failure);
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        // The time was over while a connection was made: nothing goes out any more.
        if (done) started.abort(new OutsideFailure('timeout', false, 'too late'));
        else controller = started;
      },
      onResponseStart(_, statusCode, given) {
        status = statusCode;
        headers = Object.fromEntries(
          Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
        );
      },
      onResponseData(_, chunk) {
        received += chunk.length;
        if (received > bounds.maxBytes) fail('tooLarge', `the answer has more than ${bounds.maxBytes} bytes`);
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (finish()) resolve({ status, headers, body: Buffer.concat(chunks) });
      },
      onResponseError(_, error) {
        if (error instanceof OutsideFailure) fail(error.reason, error.message);
        else fail('connection', (error as NodeJS.ErrnoException).code ?? 'the connection broke');
      },
    };
    agent.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: { 'accept-encoding': 'gzip, br', ...request.headers },
        body: request.body ?? null,
      },
      handler,
    );
  });
}
