import { create } from 'zustand';
import { read, write } from './storage';

const KEY = 'preferences';

interface Preferences {
  /** Elder mode: large type and targets. */
  elder: boolean;
}

/** How this person wants to see the program. Read from storage at once, so that the first paint is already right. */
export const usePreferences = create<Preferences>()(() => ({ elder: false, ...read<Partial<Preferences>>(KEY) }));

export function setElder(elder: boolean): void {
  usePreferences.setState({ elder });
  write(KEY, usePreferences.getState());
}
