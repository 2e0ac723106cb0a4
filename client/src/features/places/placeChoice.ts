import Taro from '@tarojs/taro';
import { create } from 'zustand';
import type { ChosenPlace } from './chosenPlace';

interface PlaceChoice {
  /** What the page that picks a place begins with. */
  from?: ChosenPlace;
  /** What was picked there and not yet taken up. */
  chosen?: ChosenPlace;
  choose: (place: ChosenPlace) => void;
  /** Takes up what was picked, once. */
  take: () => ChosenPlace | undefined;
}

/** Between a page that needs a place and the page that picks one (`pkg-report/place`). */
export const usePlaceChoice = create<PlaceChoice>()((set, get) => ({
  choose: (chosen) => set({ chosen }),
  take: () => {
    const { chosen } = get();
    if (chosen) set({ chosen: undefined });
    return chosen;
  },
}));

/** Opens the page that picks a place. When this one is shown again, `take()` tells the choice. */
export function pickPlace(from?: ChosenPlace): void {
  usePlaceChoice.setState({ from, chosen: undefined });
  void Taro.navigateTo({ url: '/pkg-report/place/index' });
}
