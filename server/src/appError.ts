import type { ErrorCode } from '@jierong/shared/errors';

/** An expected failure. Only the error handler makes an HTTP answer of it. `data` is shown to the caller. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly data?: Record<string, unknown>,
  ) {
    super(code);
    this.name = 'AppError';
  }
}
