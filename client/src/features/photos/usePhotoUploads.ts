import type { PhotoRef, Uploaded } from '@jierong/shared/media';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useSignedIn } from '@/features/session/useSignedIn';
import { useOnline } from '@/services/network';
import { choosePhotos } from '@/services/platformPhotos';
import { type KeptPhoto, keptOf, type PhotoItem, type PhotoView, refsOf } from './photoItem';
import { UploadQueue } from './uploadQueue';

/** Where the photos of a draft are kept, so that they outlive the program. */
interface Kept {
  photos: readonly KeptPhoto[];
  save: (photos: KeptPhoto[]) => void;
}

export interface PhotoUploads {
  items: readonly PhotoItem[];
  /** Lets people take or choose photos and begins to send them. */
  add: (from?: ('camera' | 'album')[]) => Promise<void>;
  remove: (id: string) => void;
  retry: (id: string) => void;
  setView: (id: string, view: PhotoView) => void;
  /** Removes all of them. */
  clear: () => void;
  /** Sends again what the server does not know as this person's (`unknownPhoto`). */
  forget: (keys: readonly string[]) => void;
  /**
   * Waits until all are sent; failed ones get another try.
   * @returns all of them, as a report names them
   * @throws RequestError of the first that cannot be sent
   */
  finish: () => Promise<PhotoRef[]>;
  /** Of those the server has, in order. */
  keys: string[];
  refs: PhotoRef[];
  /** Place and time of the first photo that tells any. */
  taken?: Uploaded['taken'];
  /** Some are not sent yet. */
  busy: boolean;
  /** Some could not be sent. */
  failed: boolean;
  /** Share of all that is sent, 0 to 1. */
  progress: number;
  /** To be put into the page, once: sending photos needs a signed-in person. */
  sheets: ReactNode;
}

/**
 * Photos of a form: chosen, sent to `/uploads` two at a time, each with its progress and retry. Asks for sign-in before
 * the first one; goes on by itself when the network is back.
 * @param max how many
 * @param view of all of them; without one the first is far and the others near
 * @param options kept: photos outlive the program (read once); tab: the page is one of the four tab pages
 */
export function usePhotoUploads(
  max: number,
  view?: PhotoView,
  { kept, tab }: { kept?: Kept; tab?: boolean } = {},
): PhotoUploads {
  const { ask, sheets } = useSignedIn({ tab });
  const online = useOnline();
  const [queue] = useState(() => {
    const made = new UploadQueue(ask, kept !== undefined);
    if (kept) made.restore(kept.photos);
    return made;
  });
  const items = useSyncExternalStore(queue.subscribe, queue.snapshot);
  useEffect(() => () => queue.stop(), [queue]);
  useEffect(() => {
    if (online) queue.resume();
  }, [online, queue]);

  const save = useRef(kept?.save);
  save.current = kept?.save;
  // Progress changes many times a second; only what is worth keeping is written.
  const worth = JSON.stringify(keptOf(items));
  useEffect(() => save.current?.(JSON.parse(worth) as KeptPhoto[]), [worth]);

  const refs = refsOf(items);
  return {
    items,
    add: async (from) => queue.add(await choosePhotos(max - queue.snapshot().length, from), view),
    remove: (id) => queue.remove(id),
    retry: (id) => queue.retry(id),
    setView: (id, seen) => queue.setView(id, seen),
    clear: () => queue.clear(),
    forget: (keys) => queue.forget(keys),
    finish: () => queue.finish(),
    keys: refs.map(({ key }) => key),
    refs,
    taken: items.find(({ taken }) => taken?.point ?? taken?.at)?.taken,
    busy: items.some(({ status }) => status === 'waiting' || status === 'sending'),
    failed: items.some(({ status }) => status === 'failed'),
    progress: items.length ? items.reduce((sum, { progress }) => sum + progress, 0) / items.length : 0,
    sheets,
  };
}
