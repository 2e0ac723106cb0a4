import Taro from '@tarojs/taro';

/** Opens a report's own page. */
export const openReport = (id: string): void => {
  void Taro.navigateTo({ url: `/pkg-report/detail/index?id=${id}` });
};

/** Opens one of a report's acts on a page of its own. */
export const openAct = (act: 'rate' | 'dispute' | 'claim', id: string): void => {
  void Taro.navigateTo({ url: `/pkg-report/${act}/index?id=${id}` });
};

/** Back to the report after an act: to the page below, or to the report's own when the act was opened directly. */
export const backToReport = (id: string): void => {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else void Taro.redirectTo({ url: `/pkg-report/detail/index?id=${id}` });
};
