/** The little of autocannon that the benchmarks use; it brings no types of its own. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
  }
  interface Result {
    /** Seconds it really took. */
    duration: number;
    errors: number;
    timeouts: number;
    non2xx: number;
  }
  /** Emits `response` (client, statusCode, bytes, milliseconds) for each answer. */
  type Instance = EventEmitter & PromiseLike<Result>;
  export default function autocannon(options: Options): Instance;
}
