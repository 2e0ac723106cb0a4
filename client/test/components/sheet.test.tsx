import Taro from '@tarojs/taro';
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Sheet } from '@/components/sheet';

function Example({ tab }: { tab?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Btn onTap={() => setOpen(true)}>打开</Btn>
      <Sheet open={open} title="是不是同一件" tab={tab} onClose={() => setOpen(false)} foot={<Btn>就是这一件</Btn>}>
        看看附近已经有人报过的
      </Sheet>
    </>
  );
}

const openIt = () => {
  const opener = screen.getByRole('button', { name: '打开' });
  opener.focus();
  fireEvent.click(opener);
  return opener;
};

test('an open sheet is a modal dialog with a name, and takes the focus', () => {
  render(<Example />);
  expect(screen.queryByRole('dialog')).toBeNull();
  openIt();
  const dialog = screen.getByRole('dialog', { name: '是不是同一件' });
  expect(dialog).toHaveAttribute('aria-modal', 'true');
  expect(dialog).toHaveFocus();
});

test('Tab goes round inside the sheet', () => {
  render(<Example />);
  openIt();
  fireEvent.keyDown(document, { key: 'Tab' });
  expect(screen.getByRole('button', { name: '关闭' })).toHaveFocus();
  screen.getByRole('button', { name: '就是这一件' }).focus();
  fireEvent.keyDown(document, { key: 'Tab' });
  expect(screen.getByRole('button', { name: '关闭' })).toHaveFocus();
  fireEvent.keyDown(document, { key: 'Tab', shiftKey: true });
  expect(screen.getByRole('button', { name: '就是这一件' })).toHaveFocus();
});

test('Escape closes the sheet and gives the focus back', () => {
  render(<Example />);
  const opener = openIt();
  fireEvent.keyDown(document, { key: 'Escape' });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(opener).toHaveFocus();
});

test('on a tab page the tab bar hides while the sheet is open', () => {
  render(<Example tab />);
  openIt();
  expect(Taro.hideTabBar).toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: '关闭' }));
  expect(Taro.showTabBar).toHaveBeenCalled();
});
