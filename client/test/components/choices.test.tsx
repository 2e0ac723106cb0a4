import { fireEvent, render, screen } from '@testing-library/react';
import { Field } from '@/components/field';
import { Picks } from '@/components/pick';
import { Seg } from '@/components/seg';
import { StarsPick } from '@/components/stars';
import { Toggle } from '@/components/toggle';

const kinds = [
  { value: 'waste', label: '垃圾保洁' },
  { value: 'parking', label: '乱停车' },
];

test('one of several is a radio group; choosing tells the new value', () => {
  const chosen = jest.fn();
  render(<Picks label="什么问题" options={kinds} value={['waste']} onChange={chosen} />);
  expect(screen.getByRole('radiogroup', { name: '什么问题' })).toBeInTheDocument();
  expect(screen.getByRole('radio', { name: '垃圾保洁' })).toBeChecked();
  fireEvent.click(screen.getByRole('radio', { name: '乱停车' }));
  expect(chosen).toHaveBeenCalledWith(['parking']);
});

test('several at once are checkboxes; a second tap takes one back', () => {
  const chosen = jest.fn();
  render(<Picks label="哪里不好" mode="many" options={kinds} value={['waste']} onChange={chosen} />);
  fireEvent.click(screen.getByRole('checkbox', { name: '乱停车' }));
  expect(chosen).toHaveBeenLastCalledWith(['waste', 'parking']);
  fireEvent.click(screen.getByRole('checkbox', { name: '垃圾保洁' }));
  expect(chosen).toHaveBeenLastCalledWith([]);
});

test('views side by side are tabs, the shown one selected', () => {
  const chosen = jest.fn();
  render(
    <Seg
      label="队列"
      options={[
        { value: 'mine', label: '待我办', count: 12 },
        { value: 'all', label: '全部' },
      ]}
      value="mine"
      onChange={chosen}
    />,
  );
  expect(screen.getByRole('tab', { name: '待我办 12', selected: true })).toBeInTheDocument();
  fireEvent.click(screen.getByRole('tab', { name: '全部' }));
  expect(chosen).toHaveBeenCalledWith('all');
});

test('a switch says on or off, and turns', () => {
  const turned = jest.fn();
  render(<Toggle label="长辈模式" checked={false} onChange={turned} />);
  const toggle = screen.getByRole('switch', { name: '长辈模式' });
  expect(toggle).not.toBeChecked();
  fireEvent.click(toggle);
  expect(turned).toHaveBeenCalledWith(true);
});

test('each star says its number and its word', () => {
  const given = jest.fn();
  render(<StarsPick label="速度" value={0} words={['很慢', '慢', '一般', '快', '很快']} onChange={given} />);
  fireEvent.click(screen.getByRole('radio', { name: '4 星，快' }));
  expect(given).toHaveBeenCalledWith(4);
});

test('a field is found by its label, counts its characters and tells what is wrong', () => {
  const typed = jest.fn();
  render(<Field label="说两句" value="路灯" max={200} error="再写 3 个字" onInput={typed} />);
  const input = screen.getByRole('textbox', { name: '说两句' });
  fireEvent.change(input, { target: { value: '路灯坏了' } });
  expect(typed).toHaveBeenCalledWith('路灯坏了');
  expect(screen.getByText('2/200')).toBeInTheDocument();
  expect(screen.getByRole('alert')).toHaveTextContent('再写 3 个字');
  expect(input).toBeInvalid();
});
