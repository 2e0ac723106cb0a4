import { photoKey, type Simulated, startSimulated } from './simulated';

const WORDS = '/wxa/msg_sec_check';
const PHOTO = '/wxa/media_check_async';

describe('asking WeChat about words', () => {
  let simulated: Simulated;
  beforeEach(async () => {
    simulated = await startSimulated();
  });
  afterEach(() => simulated.close());

  it('passes on what WeChat says, with its label unless all is in order', async () => {
    const author = simulated.person('p1');
    const { contentCheck } = simulated;
    await expect(contentCheck.checkWords('路灯不亮了', author)).resolves.toEqual({ verdict: 'pass' });
    await expect(contentCheck.checkWords('广告群发', author)).resolves.toEqual({ verdict: 'review', label: '10001' });
    await expect(contentCheck.checkWords('违禁示范词', author)).resolves.toEqual({ verdict: 'risky', label: '20006' });
  });

  it('does not ask about no words', async () => {
    await expect(simulated.contentCheck.checkWords('  ', simulated.person('p1'))).resolves.toEqual({ verdict: 'pass' });
    expect(simulated.calls(WORDS)).toBe(0);
  });

  it('counts characters, not UTF-16 units, and asks for 2,500 of them', async () => {
    const author = simulated.person('p1');
    await expect(simulated.contentCheck.checkWords('𠮷'.repeat(2_500), author)).resolves.toEqual({ verdict: 'pass' });
    await expect(simulated.contentCheck.checkWords('路'.repeat(2_501), author)).resolves.toEqual({
      verdict: 'unavailable',
    });
    expect(simulated.calls(WORDS)).toBe(1);
  });

  it.each([
    ['busy', -1],
    ['over its daily quota', 45009],
    ['over its quota of a minute', 45011],
  ])('is unavailable while WeChat is %s', async (_, errcode) => {
    const author = simulated.person('p1');
    simulated.wechat.platform.failNext(WORDS, errcode);
    simulated.wechat.platform.failNext(PHOTO, errcode);
    await expect(simulated.contentCheck.checkWords('路灯不亮了', author)).resolves.toEqual({ verdict: 'unavailable' });
    await expect(simulated.contentCheck.startPhotoCheck({ key: photoKey }, author)).resolves.toEqual({
      verdict: 'unavailable',
    });
    await expect(simulated.contentCheck.checkWords('路灯不亮了', author)).resolves.toEqual({ verdict: 'pass' });
  });

  it('is unavailable once the daily quota is used up, and never throws', async () => {
    const author = simulated.person('p1');
    simulated.wechat.platform.dailyQuota = 1;
    await expect(simulated.contentCheck.checkWords('一', author)).resolves.toEqual({ verdict: 'pass' });
    await expect(simulated.contentCheck.checkWords('二', author)).resolves.toEqual({ verdict: 'unavailable' });
  });

  it('is unavailable for an author without a WeChat session, or not seen for two hours', async () => {
    await expect(simulated.contentCheck.checkWords('一', { personId: 'demo' })).resolves.toEqual({
      verdict: 'unavailable',
    });
    const author = simulated.person('p1');
    simulated.advanceMinutes(121);
    await expect(simulated.contentCheck.checkWords('一', author)).resolves.toEqual({ verdict: 'unavailable' });
  });
});

describe('asking WeChat about a photo', () => {
  it('names an address WeChat can fetch, and gives the trace id of the answer to come', async () => {
    const simulated = await startSimulated();
    const answer = await simulated.contentCheck.startPhotoCheck({ key: photoKey }, simulated.person('p1'));
    const [task] = simulated.wechat.platform.photoTasks;
    expect(answer).toEqual({ traceId: task?.traceId });
    expect(task).toMatchObject({
      mediaUrl: `https://jierong.example/media/${photoKey}-full.jpg`,
      openid: 'openid-of-p1',
    });
    await simulated.close();
  });
});
