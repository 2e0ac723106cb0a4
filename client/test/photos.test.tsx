import { act, renderHook, waitFor } from '@testing-library/react';
import { usePhotoUploads } from '@/features/photos/usePhotoUploads';
import { choose, ReportServer, signInResident } from './reportServer';

const server = new ReportServer();
beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
  Object.assign(server, {
    uploads: 0,
    holdUploads: false,
    breakUploads: 0,
    refuseUploads: undefined,
    taken: undefined,
  });
  signInResident();
});

const statuses = (items: readonly { status: string }[]) => items.map(({ status }) => status);

it('sends chosen photos, the first as far and the others as near, and tells place and time of the first', async () => {
  server.taken = { at: '2026-11-23T02:31:00.000Z', point: { longitude: 120.76, latitude: 30.76, datum: 'gcj02' } };
  const { result } = renderHook(() => usePhotoUploads(6));
  choose('far.jpg', 'near.jpg');
  await act(() => result.current.add());
  await waitFor(() => expect(result.current.busy).toBe(false));
  expect(statuses(result.current.items)).toEqual(['sent', 'sent']);
  expect(result.current.refs.map(({ view }) => view)).toEqual(['far', 'near']);
  expect(result.current.taken).toEqual(server.taken);
  expect(result.current.progress).toBe(1);
});

it('sends no more than two at a time', async () => {
  server.holdUploads = true;
  const { result } = renderHook(() => usePhotoUploads(6));
  choose('1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg');
  await act(() => result.current.add());
  await waitFor(() => expect(server.held).toHaveLength(2));
  expect(statuses(result.current.items)).toEqual(['sending', 'sending', 'waiting', 'waiting', 'waiting']);
  server.holdUploads = false;
  for (const go of server.held.splice(0)) go();
  await waitFor(() => expect(result.current.keys).toHaveLength(5));
});

/** jsdom reports every broken connection on the console. */
const quietly = () => jest.spyOn(console, 'error').mockImplementation();

it('keeps a photo whose upload broke off, and sends it when people tap it', async () => {
  const told = quietly();
  server.breakUploads = 1;
  const { result } = renderHook(() => usePhotoUploads(6));
  choose('far.jpg');
  await act(() => result.current.add());
  await waitFor(() => expect(result.current.failed).toBe(true));
  expect(result.current.items[0]).toMatchObject({ status: 'failed', trouble: 'offline' });
  act(() => result.current.retry(result.current.items[0]?.id ?? ''));
  await waitFor(() => expect(statuses(result.current.items)).toEqual(['sent']));
  told.mockRestore();
});

it('gives failed photos another try when the form is sent', async () => {
  const told = quietly();
  server.breakUploads = 1;
  const { result } = renderHook(() => usePhotoUploads(6));
  choose('far.jpg');
  await act(() => result.current.add());
  await waitFor(() => expect(result.current.failed).toBe(true));
  const refs = await act(() => result.current.finish());
  expect(refs).toEqual([{ key: result.current.keys[0], view: 'far' }]);
  told.mockRestore();
});

it('does not send again what is no picture', async () => {
  server.refuseUploads = 'notAPicture';
  const { result } = renderHook(() => usePhotoUploads(6));
  choose('letter.jpg');
  await act(() => result.current.add());
  await waitFor(() => expect(result.current.failed).toBe(true));
  server.refuseUploads = undefined;
  await act(() => expect(result.current.finish()).rejects.toMatchObject({ code: 'notAPicture' }));
  expect(server.uploads).toBe(1);
});

it('sends again what the server does not know as this person’s', async () => {
  const { result } = renderHook(() => usePhotoUploads(6));
  choose('far.jpg');
  await act(() => result.current.add());
  await waitFor(() => expect(result.current.keys).toHaveLength(1));
  const [first] = result.current.keys;
  act(() => result.current.forget([first ?? '']));
  const refs = await act(() => result.current.finish());
  expect(refs.map(({ key }) => key)).not.toContain(first);
});
