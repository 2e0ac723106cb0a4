import { useRef } from 'react';
import { newIdempotencyKey } from '@/services/request';

/**
 * The idempotency key for a text: the same for every try of the same text, another once the text changed. Call `done`
 * when the server has it, so that the same words may be said again.
 */
export function useSendingKey(): { keyFor: (text: string) => string; done: () => void } {
  const kept = useRef<{ text: string; key: string }>();
  return {
    keyFor: (text) => {
      if (kept.current?.text !== text) kept.current = { text, key: newIdempotencyKey() };
      return kept.current.key;
    },
    done: () => {
      kept.current = undefined;
    },
  };
}
