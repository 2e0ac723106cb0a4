import Taro from '@tarojs/taro';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { ErrorState } from '@/components/errorState';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { setElder } from '@/services/preferences';

afterEach(() => act(() => setElder(false)));

test('elder mode is a class on the root of every page, and is kept', () => {
  const { container } = render(<Page>内容</Page>);
  expect(container.firstChild).not.toHaveClass('elder');
  act(() => setElder(true));
  expect(container.firstChild).toHaveClass('elder');
  expect(Taro.setStorageSync).toHaveBeenCalledWith('preferences', { elder: true });
});

test('a page deep in goes back; one opened by its address goes to the street', () => {
  jest.mocked(Taro.getCurrentPages).mockReturnValueOnce([{}, {}] as never);
  const { unmount } = render(<Page title="问题详情">内容</Page>);
  fireEvent.click(screen.getByRole('button', { name: '返回' }));
  expect(Taro.navigateBack).toHaveBeenCalled();
  unmount();
  render(<Page title="问题详情">内容</Page>);
  fireEvent.click(screen.getByRole('button', { name: '回到街景' }));
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/street/index' });
});

test('the page names itself by a heading of the first level, and has one main region', () => {
  render(<Page title="问题详情">内容</Page>);
  expect(screen.getByRole('heading', { level: 1, name: '问题详情' })).toBeInTheDocument();
  expect(screen.getByRole('main')).toHaveTextContent('内容');
});

test('without a network the page says what is safe', () => {
  const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  render(<Page>内容</Page>);
  expect(screen.getByRole('status')).toHaveTextContent('现在没有网络');
  online.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event('online')));
  expect(screen.queryByRole('status')).toBeNull();
  online.mockRestore();
});

test('a notice waits its turn, an alert is read at once', () => {
  render(
    <>
      <Notice>草稿已存</Notice>
      <Notice tone="bad" alert>
        没有送出去
      </Notice>
    </>,
  );
  expect(screen.getByRole('status')).toHaveTextContent('草稿已存');
  expect(screen.getByRole('alert')).toHaveTextContent('没有送出去');
});

test('an error tells what is safe, the number to quote, and offers another try', () => {
  const retried = jest.fn();
  render(<ErrorState text="您写的评论还在，没有丢。" requestId="R-7F3A" onRetry={retried} />);
  expect(screen.getByText(/R-7F3A/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '再试一次' }));
  expect(retried).toHaveBeenCalledTimes(1);
});

test('a page under another one keeps its own title, whatever lies over it', () => {
  const named = (navigationBarTitleText: string) => ({ page: { config: { navigationBarTitleText } } }) as never;
  jest.mocked(Taro.getCurrentInstance).mockReturnValueOnce(named('我的'));
  render(<Page tab>内容</Page>);
  jest.mocked(Taro.getCurrentInstance).mockReturnValueOnce(named('消息'));
  act(() => setElder(true));
  expect(screen.getByRole('heading', { level: 1, name: '我的' })).toBeInTheDocument();
});
