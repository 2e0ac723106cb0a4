/** `denied`: the person said no. `unavailable`: the device cannot, or could not now. */
export class PlatformError extends Error {
  constructor(readonly reason: 'denied' | 'unavailable') {
    super(reason);
    this.name = 'PlatformError';
  }
}
