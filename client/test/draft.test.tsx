import type { ReportInput } from '@jierong/shared/reports';
import * as taro from '@tarojs/taro';
import { useDraft } from '@/features/draft/draft';
import { submitDraft } from '@/features/draft/submitDraft';
import { ReportServer, signInResident } from './reportServer';

const server = new ReportServer();
beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
  server.reports.clear();
  server.submits.length = 0;
  server.edits.length = 0;
  server.loseAnswers = 0;
  signInResident();
  useDraft.getState().drop();
});

const input: ReportInput = {
  photos: [{ key: 'a'.repeat(64), view: 'far' }],
  place: { address: '中山路 31 弄口', source: 'typed' },
  group: 'waste',
  words: '纸箱堆了一地',
  anonymous: true,
};

/** The draft as the program finds it when it is opened anew. */
function afterRestart() {
  let draft = useDraft.getState().draft;
  jest.isolateModules(() => {
    jest.doMock('@tarojs/taro', () => taro);
    draft = (require('@/features/draft/draft') as typeof import('@/features/draft/draft')).useDraft.getState().draft;
  });
  return draft;
}

it('finds the draft as it was typed when the program was ended meanwhile, and under the same key', () => {
  const { change, draft } = useDraft.getState();
  change({ words: '果筐摆在盲道上', group: 'occupation', anonymous: false });
  change({ place: { address: '中山路旁', source: 'typed' } });
  expect(afterRestart()).toEqual({ ...useDraft.getState().draft, idempotencyKey: draft.idempotencyKey });
  expect(afterRestart()).toMatchObject({ words: '果筐摆在盲道上', group: 'occupation', anonymous: false });
});

it('drops the draft only when the server has answered with the report', async () => {
  useDraft.getState().change({ words: input.words });
  server.loseAnswers = 1;
  await expect(submitDraft(input)).rejects.toMatchObject({ code: 'offline' });
  expect(afterRestart().words).toBe(input.words);
  const { report } = await submitDraft(input);
  expect(report.id).toBe('report1');
  expect(afterRestart().words).toBe('');
});

it('sends the same key again after a lost answer, also after a restart, and makes one report', async () => {
  const key = useDraft.getState().draft.idempotencyKey;
  server.loseAnswers = 2;
  await expect(submitDraft(input)).rejects.toThrow();
  useDraft.setState({ draft: afterRestart() });
  await expect(submitDraft(input)).rejects.toThrow();
  await submitDraft(input);
  expect(server.submits.map((one) => one.key)).toEqual([key, key, key]);
  expect(server.reports.size).toBe(1);
  expect(useDraft.getState().draft.idempotencyKey).not.toBe(key);
});

it('puts changes into the report that arrived although its answer was lost', async () => {
  server.loseAnswers = 1;
  await expect(submitDraft(input)).rejects.toThrow();
  const changed = { ...input, words: '纸箱还在，又多了床垫' };
  const { older } = await submitDraft(changed);
  expect(server.reports.size).toBe(1);
  expect(server.edits).toEqual([expect.objectContaining({ id: 'report1', version: 1, words: changed.words })]);
  expect(older).toBe(false);
});
