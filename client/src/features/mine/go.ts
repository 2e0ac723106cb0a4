import Taro from '@tarojs/taro';

/** Opens a page by its address. */
export const go = (url: string): void => {
  void Taro.navigateTo({ url });
};

type Tab = 'street' | 'report' | 'cogovern' | 'mine';

/** Opens one of the four tabs. */
export const goTab = (tab: Tab): void => {
  void Taro.switchTab({ url: `/pages/${tab}/index` });
};
