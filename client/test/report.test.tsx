import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useDraft } from '@/features/draft/draft';
import { usePlaceChoice } from '@/features/places/placeChoice';
import ReportPage from '@/pages/report/index';
import CategoryPage from '@/pkg-report/category/index';
import PlacePage from '@/pkg-report/place/index';
import { choose, ReportServer, reportOf, signInResident } from './reportServer';

const server = new ReportServer();
beforeAll(async () => {
  await server.start();
  // The map asks whether it may move.
  Object.assign(window, { matchMedia: () => ({ matches: true }) });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.reports.clear();
  server.submits.length = 0;
  server.supports.length = 0;
  Object.assign(server, { similar: [], outside: false, loseAnswers: 0, taken: undefined });
  signInResident();
  act(() => useDraft.getState().drop());
});

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const at = { longitude: 120.76, latitude: 30.76, datum: 'gcj02' } as const;

async function addPhoto() {
  choose('far.jpg');
  fireEvent.click(button(/拍照片/));
  await waitFor(() => expect(useDraft.getState().draft.photos[0]?.key).toBeDefined());
}

async function fillIn() {
  server.taken = { point: at };
  await addPhoto();
  await screen.findByText('中山路旁');
  fireEvent.click(screen.getByRole('radio', { name: '占道/店外经营' }));
  await waitFor(() => expect(button('提交')).toBeEnabled());
}

it('names on the button what is missing, one after the other', async () => {
  render(<ReportPage />);
  expect(button('先拍一张照片')).toBeDisabled();
  await addPhoto();
  expect(button('还差位置和类别')).toBeDisabled();
  fireEvent.change(screen.getByLabelText('或者写个地址'), { target: { value: '中山路 31 弄口' } });
  expect(button('还差类别')).toBeDisabled();
  fireEvent.click(screen.getByRole('radio', { name: '垃圾保洁' }));
  expect(button('提交')).toBeEnabled();
});

it('makes one report of ten taps, and says what happens next', async () => {
  render(<ReportPage />);
  await fillIn();
  for (let tap = 0; tap < 10; tap++) fireEvent.click(button(/提交|正在/));
  await screen.findByRole('heading', { name: '已收到' });
  expect(server.submits).toHaveLength(1);
  expect(server.submits[0]?.input).toMatchObject({
    group: 'occupation',
    place: { point: at, address: '中山路旁', source: 'photo' },
  });
  expect(screen.getByText(/内还能改、能撤回/)).toBeVisible();
  expect(await screen.findByText('10 分钟后开始转交')).toBeVisible();
  expect(button('撤回')).toBeVisible();
});

it('says plainly that the answer was lost, keeps everything, and sends the same again', async () => {
  render(<ReportPage />);
  await fillIn();
  fireEvent.change(screen.getByLabelText('说说是什么情况'), { target: { value: '果筐摆在盲道上' } });
  server.loseAnswers = 1;
  fireEvent.click(button('提交'));
  expect(await screen.findByRole('alert')).toHaveTextContent('您写的都还在');
  expect(screen.getByLabelText('说说是什么情况')).toHaveValue('果筐摆在盲道上');
  fireEvent.click(button('再试一次'));
  await screen.findByRole('heading', { name: '已收到' });
  expect(server.reports.size).toBe(1);
  expect(new Set(server.submits.map(({ key }) => key)).size).toBe(1);
});

describe('with a similar report near by', () => {
  const near = () =>
    reportOf(
      { photos: [], place: { address: '中山路', source: 'map' }, group: 'occupation', words: '', anonymous: true },
      'near1',
    );

  async function seeSimilar() {
    server.similar = [near()];
    render(<ReportPage />);
    await fillIn();
    fireEvent.click(button('提交'));
    return screen.findByRole('dialog', { name: '是下面这件吗' });
  }

  it('shows it before anything is sent, and sends when it is another one', async () => {
    const sheet = await seeSimilar();
    expect(within(sheet).getByText('相距 10 米')).toBeVisible();
    expect(server.submits).toHaveLength(0);
    fireEvent.click(button('不是同一件，继续提交'));
    await screen.findByRole('heading', { name: '已收到' });
    expect(server.submits).toHaveLength(1);
  });

  it('supports it instead, and lets people drop or keep their own', async () => {
    await seeSimilar();
    fireEvent.click(button('是同一件，我也遇到'));
    await screen.findByRole('dialog', { name: '记下了，您也遇到' });
    expect(server.supports).toEqual(['near1']);
    expect(useDraft.getState().draft.group).toBe('occupation');
    fireEvent.click(button('不用再报，丢掉'));
    await waitFor(() => expect(useDraft.getState().draft.group).toBeUndefined());
    expect(server.submits).toHaveLength(0);
  });
});

it('explains a place outside the district and keeps what was written', async () => {
  server.outside = true;
  server.taken = { point: at };
  render(<ReportPage />);
  await addPhoto();
  expect(await screen.findByText('这里不在南湖区。')).toBeVisible();
  expect(screen.getByText(/离区界约 1.2 公里/)).toBeVisible();
  expect(button('还差位置和类别')).toBeDisabled();
  expect(useDraft.getState().draft.photos).toHaveLength(1);
});

it('takes an official category from the search into the draft', async () => {
  render(<CategoryPage />);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '井盖' } });
  fireEvent.click(await screen.findByRole('button', { name: /上水井盖/ }));
  expect(useDraft.getState().draft).toMatchObject({ group: 'lamp', code: { code: '10101', name: '上水井盖' } });
});

it('picks a place without dragging: by buttons, with an address of one’s own', async () => {
  act(() =>
    usePlaceChoice.setState({ from: { point: at, address: '中山路旁', suggestion: '中山路旁', source: 'photo' } }),
  );
  render(<PlacePage />);
  fireEvent.click(button('往北'));
  fireEvent.change(await screen.findByLabelText('地址，可以改'), { target: { value: '中山路 31 弄口' } });
  await waitFor(() => expect(button('就用这里')).toBeEnabled());
  fireEvent.click(button('就用这里'));
  const place = usePlaceChoice.getState().take();
  expect(place).toMatchObject({ address: '中山路 31 弄口', source: 'map' });
  expect(place?.point?.latitude).toBeCloseTo(at.latitude + 30 / 111_320, 4);
});
