/**
 * Every error code of the API and its HTTP status. The answer is `{error: {code, message, data?, requestId}}`;
 * clients branch on the code, never on the message. Data shapes are named beside the codes that carry any.
 */
export const errorStatus = {
  /** data: {issues: [{path, problem}]} – every bad field at once. */
  invalidInput: 400,
  malformedBody: 400,
  unsupportedContentType: 415,
  bodyTooLarge: 413,
  notAPicture: 422,
  pictureTooLarge: 413,
  pictureBomb: 422,
  uploadInterrupted: 400,
  /** data: {photos: string[]} – keys that are unknown or somebody else's. */
  unknownPhoto: 422,
  signInRequired: 401,
  sessionExpired: 401,
  wechatLoginFailed: 401,
  phoneRequired: 403,
  forbidden: 403,
  /** Who reported, handled or claimed it, or is of the unit or shop concerned, does not decide on it. */
  conflictOfInterest: 403,
  notFound: 404,
  unknownDestination: 404,
  methodNotAllowed: 405,
  /** data: {state, action}. */
  illegalTransition: 409,
  /** data: {version} – somebody else was faster; the version that holds now. */
  reportMoved: 409,
  caseMoved: 409,
  /** The same idempotency key came with another body. */
  idempotencyConflict: 409,
  alreadyVoted: 409,
  alreadyRated: 409,
  /** data: {nearest: Point, distanceMeters} – the nearest edge of the district. */
  outsideDistrict: 422,
  unknownCategory: 422,
  unknownUnit: 422,
  pictureRequired: 422,
  tooManyRequests: 429,
  internalError: 500,
  wechatUnavailable: 502,
  databaseUnavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** One bad field: where it is, what is wrong with it (zod's own issue code). */
export interface FieldIssue {
  path: string;
  problem: string;
}

/** What every failed call answers. */
export interface ErrorAnswer {
  error: {
    code: ErrorCode;
    message: string;
    data?: Record<string, unknown>;
    requestId: string;
  };
}
