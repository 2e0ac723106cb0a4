import { useEffect } from 'react';

type Params = Record<string, string>;

const storage = new Map<string, unknown>();
let params: Params = {};

const ok = () => jest.fn(async () => ({ errMsg: 'ok' }));

/** WeChat's API as tests see it: navigation is recorded, storage is a map, the rest says yes. */
const Taro = {
  navigateTo: ok(),
  navigateBack: ok(),
  redirectTo: ok(),
  reLaunch: ok(),
  switchTab: ok(),
  showToast: ok(),
  hideToast: ok(),
  showModal: jest.fn(async () => ({ confirm: true, cancel: false, errMsg: 'ok' })),
  showActionSheet: jest.fn(async () => ({ tapIndex: 0, errMsg: 'ok' })),
  setNavigationBarTitle: ok(),
  stopPullDownRefresh: jest.fn(),
  hideTabBar: ok(),
  showTabBar: ok(),
  setTabBarBadge: ok(),
  removeTabBarBadge: ok(),
  pageScrollTo: ok(),
  vibrateShort: ok(),
  request: jest.fn(async () => {
    throw { errMsg: 'request:fail no network in tests' };
  }),
  getCurrentPages: jest.fn(() => [{}]),
  getCurrentInstance: jest.fn(() => ({ page: { config: { navigationBarTitleText: '' } }, router: { params } })),
  getStorageSync: jest.fn((key: string) => storage.get(key) ?? ''),
  setStorageSync: jest.fn((key: string, value: unknown) => void storage.set(key, value)),
  removeStorageSync: jest.fn((key: string) => void storage.delete(key)),
  eventCenter: { on: jest.fn(), off: jest.fn(), trigger: jest.fn() },
};

/** Opens the next page with these parameters. */
export function openWith(next: Params): void {
  params = next;
}

/** Before every test: empty storage, no parameters, no calls. */
export function resetTaro(): void {
  storage.clear();
  params = {};
  jest.clearAllMocks();
}

/** A page that a test renders has just been shown. */
function useOnceShown(run: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown once, as the real hook does for one visit
  useEffect(() => run(), []);
}

export const useRouter = () => ({ params });
export const useLoad = (run: (given: Params) => void) => useOnceShown(() => run(params));
export const useDidShow = (run: () => void) => useOnceShown(run);
export const useReady = (run: () => void) => useOnceShown(run);
export const useDidHide = (_run: () => void) => {};
export const useUnload = (_run: () => void) => {};
export const usePullDownRefresh = (_run: () => void) => {};
export const useReachBottom = (_run: () => void) => {};
export const usePageScroll = (_run: () => void) => {};
export const useShareAppMessage = (_run: () => unknown) => {};
export const useLaunch = (run: () => void) => useOnceShown(run);

export default Taro;
