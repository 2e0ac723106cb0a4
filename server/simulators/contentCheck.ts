import { randomUUID } from 'node:crypto';
import type { CheckVerdict } from '@jierong/shared/review';
import type { ContentCheck } from '../src/integrations/contentCheck';

/** Words that show what the check can say. The labels are WeChat's: 10001 advertising, 20006 against the law. */
const marked: readonly { words: string; verdict: CheckVerdict; label?: string }[] = [
  { words: '违禁示范词', verdict: 'risky', label: '20006' },
  { words: '广告群发', verdict: 'review', label: '10001' },
  { words: '服务不可用示范词', verdict: 'unavailable' },
];

export interface SimulatedContentCheckOptions {
  /** Takes the answers about photos, as WeChat's push would bring them. */
  onPhotoVerdict: (traceId: string, verdict: CheckVerdict, label?: string) => Promise<void>;
  /** What to say of a photo; 'waiting' means that no answer comes. All pass when not given. */
  photoVerdict?: (key: string) => CheckVerdict;
}

/**
 * Stands in for WeChat's content check where no app id is configured, inside the same process. Words decide: 广告群发 →
 * review, 违禁示范词 → risky, 服务不可用示范词 → unavailable, anything else passes. Photos pass, by an answer of its own
 * that is even faster than the trace id it belongs to.
 */
export function makeSimulatedContentCheck(options: SimulatedContentCheckOptions): ContentCheck {
  const { onPhotoVerdict, photoVerdict = () => 'pass' } = options;
  return {
    async checkWords(words) {
      const found = marked.find((mark) => words.includes(mark.words));
      return found ? { verdict: found.verdict, ...(found.label ? { label: found.label } : {}) } : { verdict: 'pass' };
    },
    async startPhotoCheck({ key }) {
      const verdict = photoVerdict(key);
      if (verdict === 'unavailable') return { verdict };
      const traceId = randomUUID();
      if (verdict !== 'waiting') await onPhotoVerdict(traceId, verdict);
      return { traceId };
    },
  };
}
