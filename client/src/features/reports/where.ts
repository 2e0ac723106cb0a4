import { create } from 'zustand';
import { getPosition } from '@/services/platform';
import { PlatformError } from '@/services/platformError';
import { read, remove, write } from '@/services/storage';

const KEY = 'locate';

interface Where {
  /** Degrees in GCJ-02. */
  here?: { longitude: number; latitude: number };
  asking: boolean;
  /** Why there is no position: the person said no, or the device cannot. */
  trouble?: PlatformError['reason'];
  /** Asks the device. Only after a tap, or where people agreed before. */
  locate: () => Promise<void>;
  /** Lists by time again. */
  leave: () => void;
}

/** Where the reader stands, known only after they wanted it; only the wish is kept, never the place. */
export const useWhere = create<Where>()((set, get) => ({
  asking: false,
  locate: async () => {
    if (get().asking) return;
    set({ asking: true, trouble: undefined });
    try {
      const { longitude, latitude } = await getPosition();
      write(KEY, true);
      // The map goes back to a place only when it is told a new one: a tenth of a millimetre is enough.
      const nudge = get().here?.longitude === longitude ? 1e-9 : 0;
      set({ here: { longitude: longitude + nudge, latitude }, asking: false });
    } catch (error) {
      remove(KEY);
      set({ asking: false, trouble: error instanceof PlatformError ? error.reason : 'unavailable' });
    }
  },
  leave: () => {
    remove(KEY);
    set({ here: undefined, trouble: undefined });
  },
}));

/** Whether the reader wanted their position used the last time. */
export const wantedBefore = (): boolean => read<boolean>(KEY) === true;
