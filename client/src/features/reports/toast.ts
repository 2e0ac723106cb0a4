import Taro from '@tarojs/taro';

/** A few words that go away by themselves; for what also shows on the page. */
export const toast = (title: string): void => {
  void Taro.showToast({ title, icon: 'none', duration: 2500 });
};
