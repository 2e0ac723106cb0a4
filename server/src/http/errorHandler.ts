import { type ErrorAnswer, type ErrorCode, errorStatus } from '@jierong/shared/errors';
import type { Context, Middleware } from 'koa';
import mongoose, { mongo } from 'mongoose';
import { AppError } from '../appError';
import type { Logger } from '../log';

/** English words beside the code, for people who read answers by hand; clients branch on the code. */
const sentence = (code: ErrorCode): string => code.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);

/** What a socket says when the other end has gone; the driver passes it on unwrapped when it writes at that instant. */
const goneSocket: readonly unknown[] = ['EPIPE', 'ECONNRESET'];
const OUT_OF_DISK_SPACE = 14031;

/** The database is away, or has no room to write, not wrong: the caller may try again. */
const databaseAway = (error: unknown): boolean =>
  (error instanceof mongo.MongoServerError && error.code === OUT_OF_DISK_SPACE) ||
  error instanceof mongo.MongoNetworkError ||
  error instanceof mongo.MongoParseError || // another program has its port
  (error instanceof mongo.MongoServerError && [13, 18].includes(Number(error.code))) || // another database has it
  error instanceof mongo.MongoServerSelectionError ||
  error instanceof mongo.MongoNotConnectedError ||
  error instanceof mongo.MongoTopologyClosedError ||
  error instanceof mongoose.Error.MongooseServerSelectionError ||
  goneSocket.includes((error as NodeJS.ErrnoException | undefined)?.code) ||
  (error instanceof Error &&
    /buffering timed out|Client must be connected|Unable to get response from server/.test(error.message));

/** Makes the one shape of failed answers. Unknown errors become internalError and are logged once, with the request id. */
export function errorHandler(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined && ctx.path.startsWith('/api/')) throw new AppError('notFound');
    } catch (error) {
      answer(ctx, appErrorOf(error), log, error);
    }
  };
}

/** The expected failure that an error is, or `internalError`. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (databaseAway(error)) return new AppError('databaseUnavailable');
  return new AppError('internalError');
}

function answer(ctx: Context, error: AppError, log: Logger, cause: unknown): void {
  const requestId = String(ctx.state.requestId);
  if (error.code === 'internalError') log.error({ requestId, path: ctx.path, err: cause }, 'internal error');
  const body: ErrorAnswer = {
    error: { code: error.code, message: sentence(error.code), ...(error.data ? { data: error.data } : {}), requestId },
  };
  ctx.status = errorStatus[error.code];
  if (error.code === 'databaseUnavailable') ctx.set('Retry-After', '2');
  ctx.body = body;
}
