import Taro, { useRouter } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { useWide } from './useWide';

export interface MasterDetail<T> {
  /** List and work side by side. */
  wide: boolean;
  /** The one worked on; side by side, the first one unless another was chosen. */
  chosen?: T;
  chosenId?: string;
  /** On a phone either the list or the work is shown. */
  showsList: boolean;
  showsWork: boolean;
  choose: (id: string) => void;
  /** The one after or before the chosen one. */
  step: (by: 1 | -1) => void;
  /** Goes on to the one that stands after (else before) this one, which is done. */
  leave: (id: string) => void;
}

/**
 * A list with the work on one of its items: side by side in a wide window, one after the other on a phone, where the
 * work is a page of its own (`?id=`).
 * @param page address of the page with the work
 */
export function useMasterDetail<T>(items: readonly T[], idOf: (item: T) => string, page: string): MasterDetail<T> {
  const wide = useWide();
  const { id: asked } = useRouter().params;
  const [picked, setPicked] = useState(asked);
  const first = items[0];
  const chosenId = picked ?? (wide && first ? idOf(first) : undefined);
  const at = items.findIndex((item) => idOf(item) === chosenId);
  // Where the chosen one stood, for when it has left the list.
  const stood = useRef(0);
  if (at >= 0) stood.current = at;
  const choose = (id: string) => {
    if (!wide && !asked) void Taro.navigateTo({ url: `${page}${page.includes('?') ? '&' : '?'}id=${id}` });
    else setPicked(id);
  };
  return {
    wide,
    chosen: items[at],
    chosenId,
    showsList: wide || !asked,
    showsWork: wide || asked !== undefined,
    choose,
    step: (by) => {
      const next = items[at < 0 ? 0 : at + by];
      if (next) setPicked(idOf(next));
    },
    leave: (id) => {
      const from = items.findIndex((item) => idOf(item) === id);
      const next = from >= 0 ? (items[from + 1] ?? items[from - 1]) : (items[stood.current] ?? items.at(-1));
      setPicked(next && idOf(next));
    },
  };
}
