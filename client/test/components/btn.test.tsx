import { fireEvent, render, screen } from '@testing-library/react';
import { Btn } from '@/components/btn';

test('a button is tapped by mouse, finger or keyboard alike: it is a real button', () => {
  const tapped = jest.fn();
  render(<Btn onTap={tapped}>提交</Btn>);
  const button = screen.getByRole('button', { name: '提交' });
  expect(button.tagName).toBe('BUTTON');
  fireEvent.click(button);
  expect(tapped).toHaveBeenCalledTimes(1);
});

test('while busy it says so, and a second tap does nothing', () => {
  const tapped = jest.fn();
  render(
    <Btn busy busyLabel="正在提交" onTap={tapped}>
      提交
    </Btn>,
  );
  const button = screen.getByRole('button', { name: '正在提交' });
  expect(button).toHaveAttribute('aria-busy', 'true');
  fireEvent.click(button);
  expect(tapped).not.toHaveBeenCalled();
});

test('disabled, its words say what is missing', () => {
  const tapped = jest.fn();
  render(
    <Btn disabled onTap={tapped}>
      先拍照片
    </Btn>,
  );
  const button = screen.getByRole('button', { name: '先拍照片' });
  expect(button).toBeDisabled();
  fireEvent.click(button);
  expect(tapped).not.toHaveBeenCalled();
});

test('a choice already made is told as pressed', () => {
  render(
    <Btn kind="line" chosen>
      已支持
    </Btn>,
  );
  expect(screen.getByRole('button', { name: '已支持', pressed: true })).toHaveClass('btn--soft');
});

test('a tap on a button inside something tappable stays with the button', () => {
  const around = jest.fn();
  render(
    // biome-ignore lint/a11y: only the bubbling is looked at
    <div onClick={around}>
      <Btn>我也遇到</Btn>
    </div>,
  );
  fireEvent.click(screen.getByRole('button'));
  expect(around).not.toHaveBeenCalled();
});
