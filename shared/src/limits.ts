/** Numbers both sides must agree on. Units are in the names. Timers of the life of a report are settings of the server. */
export const limits = {
  photosPerReport: 6,
  photosPerFeedback: 6,
  photosPerDispute: 3,
  photoBytes: 10 * 1024 * 1024,
  photoSidePixels: 2560,
  words: 200,
  comment: 500,
  proposalTitle: 40,
  proposalWhy: 400,
  reason: 200,
  note: 500,
  address: 120,
  searchText: 60,
  pageSize: 20,
  pageSizeMax: 50,
  mapPins: 400,
  duplicateDistanceMeters: 100,
  /** Under this many answers a result says 样本少 (architecture: numbers of rules). */
  fewAnswers: 20,
  /** A clock is "soon" when this share of its limit is left. */
  soonShare: 0.25,
  correctionsPerReport: 2,
  supplementsPerReport: 2,
  sendBacksPerCase: 2,
  claimConfirmations: 2,
  disputesPerReport: 2,
} as const;
