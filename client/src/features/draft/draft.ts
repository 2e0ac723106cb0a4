import type { CategoryGroup, CategoryMatch } from '@jierong/shared/categories';
import type { PhotoRef } from '@jierong/shared/media';
import type { ReportInput } from '@jierong/shared/reports';
import { create } from 'zustand';
import type { KeptPhoto } from '@/features/photos/photoItem';
import { type ChosenPlace, isPlaceReady, placeInputOf } from '@/features/places/chosenPlace';
import { newIdempotencyKey } from '@/services/request';
import { read, remove, write } from '@/services/storage';

const KEY = 'draft';

/** A report that is being written. */
export interface Draft {
  /** Sent with every try, so that one draft never becomes two reports. */
  idempotencyKey: string;
  photos: readonly KeptPhoto[];
  place?: ChosenPlace;
  group?: CategoryGroup;
  /** An official code that was searched for. */
  code?: Pick<CategoryMatch, 'code' | 'name' | 'kind'>;
  words: string;
  anonymous: boolean;
  /** What was sent without an answer: the server may or may not have it. Oldest first. */
  unanswered: readonly ReportInput[];
  /** Where similar reports were seen and found to be other ones: they are not shown again. */
  distinctAt?: string;
}

interface DraftState {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** The draft is done with; a new one begins. */
  drop: () => void;
}

const newDraft = (): Draft => ({
  idempotencyKey: newIdempotencyKey(),
  photos: [],
  words: '',
  anonymous: true,
  unanswered: [],
});

/** The one draft of this device. What is typed is kept at once and is there again after the program was ended. */
export const useDraft = create<DraftState>()((set, get) => ({
  draft: { ...newDraft(), ...read<Draft>(KEY) },
  change: (part) => {
    const draft = { ...get().draft, ...part };
    write(KEY, draft);
    set({ draft });
  },
  drop: () => {
    remove(KEY);
    set({ draft: newDraft() });
  },
}));

export type Missing = 'photos' | 'place' | 'group';

/** What a draft still needs before it can be sent. */
export function missingOf(draft: Pick<Draft, 'place' | 'group'>, photos: number): Missing[] {
  const missing: Missing[] = [];
  if (!photos) missing.push('photos');
  if (!isPlaceReady(draft.place)) missing.push('place');
  if (!draft.group) missing.push('group');
  return missing;
}

/** The draft as it is sent; undefined while something is missing. */
export function reportInputOf(draft: Draft, photos: PhotoRef[]): ReportInput | undefined {
  const { place, group, code, words, anonymous } = draft;
  if (!photos.length || !isPlaceReady(place) || !group) return undefined;
  return {
    photos,
    place: placeInputOf(place),
    group,
    ...(code ? { code: code.code, kind: code.kind } : {}),
    words: words.trim(),
    anonymous,
  };
}
