import { fireEvent, render, screen } from '@testing-library/react';
import { Compare } from '@/components/compare';

const show = () => render(<Compare before="a.jpg" after="b.jpg" beforeAlt="果筐占着盲道" afterAlt="盲道已清出" />);

test('before and after start half and half, both described', () => {
  show();
  expect(screen.getByRole('slider', { name: '整治前后对比' })).toHaveValue('50');
  expect(screen.getByAltText('果筐占着盲道')).toBeInTheDocument();
  expect(screen.getByAltText('盲道已清出')).toBeInTheDocument();
});

test('without dragging, the two buttons show one picture whole', () => {
  show();
  fireEvent.click(screen.getByRole('button', { name: '看整治前' }));
  expect(screen.getByRole('slider')).toHaveValue('100');
  fireEvent.click(screen.getByRole('button', { name: '看整治后' }));
  expect(screen.getByRole('slider')).toHaveValue('0');
  expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '整治后露出 100%');
});

test('the same button again brings the edge back to the middle', () => {
  show();
  const after = screen.getByRole('button', { name: '看整治后' });
  fireEvent.click(after);
  fireEvent.click(after);
  expect(screen.getByRole('slider')).toHaveValue('50');
});
