import type { CheckVerdict } from '@jierong/shared/review';

/** What is checked: words at once, photos by an answer that comes later (WeChat msgSecCheck v2, mediaCheckAsync). */
export interface ContentCheck {
  /** Never throws: what could not be asked is `unavailable`. */
  checkWords(words: string, author: { personId: string }): Promise<{ verdict: CheckVerdict; label?: string }>;
  /** Starts the check of one photo. The verdict arrives later under the trace id, or `unavailable` at once. */
  startPhotoCheck(
    photo: { key: string },
    author: { personId: string },
  ): Promise<{ traceId: string } | { verdict: 'unavailable' }>;
}
