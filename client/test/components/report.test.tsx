import { reportStates } from '@jierong/shared/reportPosition';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { Photo } from '@/components/photo';
import { PhotoGrid } from '@/components/photoGrid';
import { pinKind } from '@/components/pinKind';
import { Stages } from '@/components/stages';
import { StateChip } from '@/components/stateChip';
import { Water } from '@/components/water';

test.each(reportStates)('the chip of "%s" carries an icon of its own and its word', (state) => {
  const { container } = render(<StateChip state={state} label="某状态" />);
  expect(screen.getByText('某状态')).toBeInTheDocument();
  expect(container.querySelector(`.ic-state-${state}`)).toHaveAttribute('aria-hidden', 'true');
});

test('the fifteen states fall into nine kinds of chip', () => {
  const { container } = render(reportStates.map((state) => <StateChip key={state} state={state} label={state} />));
  const kinds = new Set(Array.from(container.querySelectorAll('.state'), (chip) => chip.className));
  expect(kinds.size).toBe(9);
});

test('the clock is told in words, and its water never overflows', () => {
  render(<Water status="over" share={1.4} limit="处置时限 4 工作时" until="07:40 前" text="已超期 2 小时" />);
  const timer = screen.getByRole('timer', { name: '处置时限 4 工作时，07:40 前，已超期 2 小时' });
  expect(timer).toHaveClass('water--over');
  expect(timer.style.getPropertyValue('--p')).toBe('100%');
});

test('the present stage is marked for readers too', () => {
  render(
    <Stages
      label="进度"
      items={[
        { label: '收到', phase: 'past' },
        { label: '处置', phase: 'now' },
        { label: '结案', phase: 'next' },
      ]}
    />,
  );
  const stages = within(screen.getByRole('list', { name: '进度' })).getAllByRole('listitem');
  expect(stages[1]).toHaveAttribute('aria-current', 'step');
  expect(stages[0]).not.toHaveAttribute('aria-current');
});

test('an upload tells its share, and a failed one says what to do', () => {
  const { rerender } = render(<Photo src="a.jpg" alt="近景" status="sending" progress={0.42} />);
  expect(screen.getByRole('progressbar', { name: '上传中 42%' })).toHaveAttribute('aria-valuenow', '42');
  rerender(<Photo src="a.jpg" alt="近景" status="failed" />);
  expect(screen.getByRole('alert')).toHaveTextContent('没传上去，点这里再传');
});

test('a grid offers a place for the next photo until it is full, and each can be taken out', () => {
  const removed = jest.fn();
  const photos = [
    { key: '1', src: 'a.jpg', alt: '远景' },
    { key: '2', src: 'b.jpg', alt: '近景' },
  ];
  const { rerender } = render(<PhotoGrid label="照片" photos={photos} max={3} onAdd={() => {}} onRemove={removed} />);
  expect(screen.getByRole('button', { name: '加照片' })).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '移除近景' }));
  expect(removed).toHaveBeenCalledWith('2');
  rerender(<PhotoGrid label="照片" photos={photos} max={2} onAdd={() => {}} />);
  expect(screen.queryByRole('button', { name: '加照片' })).toBeNull();
});

test('on the map, overdue outshines the state', () => {
  expect(pinKind('claimed', false)).toBe('people');
  expect(pinKind('claimed', true)).toBe('over');
  expect(pinKind('received', false)).toBe('wait');
  expect(pinKind('handling', false)).toBe('work');
});
