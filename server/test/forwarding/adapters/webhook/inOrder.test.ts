import type { Push } from '../../../../simulators/telling';
import { type FlowStep, startXiuzhou } from '../../../../simulators/xiuzhou/start';
import { startYuzhong } from '../../../../simulators/yuzhong/start';
import { readEnv } from '../../../../src/env';
import { judgeAnswer, type Taken } from '../../../../src/forwarding/judgeAnswer';
import { parseKey } from '../../../../src/forwarding/keys';
import type { Destination, IncomingAnswer } from '../../../../src/forwarding/port';
import { toCase } from '../../../../src/forwarding/toCase';
import type { ReportRecord } from '../../../../src/modules/reports/record';
import { markedReport, photo } from '../contractData';
import { answersOf, connected } from './platforms';

const env = readEnv({});

/** A report that answers come to, one after another, as a destination brings them. */
class Followed {
  constructor(public report: ReportRecord) {}

  /** What became of the answers of a push. */
  take(destination: Destination, push: Push): Taken[] {
    return answersOf(destination, push).map((answer) => this.judge(answer));
  }

  private judge(incoming: IncomingAnswer): Taken {
    const key = incoming.key ?? toCase(this.report).key;
    for (;;) {
      const photos = (incoming.photoAddresses ?? []).map(photo);
      const answer = { ...incoming, photos, destination: 'platform', key };
      const verdict = judgeAnswer(env, this.report, parseKey(key)!.round, answer);
      const { set = {}, entry } = verdict.change ?? {};
      const timeline = entry ? [...this.report.timeline, entry] : this.report.timeline;
      this.report = { ...this.report, ...set, timeline } as ReportRecord;
      if (!verdict.again) return verdict.taken;
    }
  }

  deliver(): void {
    this.report = { ...this.report, position: { ...this.report.position, state: 'delivered', receipt: 'accepted' } };
  }

  get state(): string {
    return this.report.position.state;
  }

  get actions(): string[] {
    return this.report.timeline.slice(2).map(({ action, note }) => (note === 'notProvided' ? `(${action})` : action));
  }
}

describe('the calls of Yuzhong', () => {
  it('early ones wait, repeated ones do nothing, and an end that skips steps is an end', async () => {
    const { simulator, destination, tick } = await connected('yuzhong', startYuzhong);
    const followed = new Followed(markedReport());
    const { key } = toCase(followed.report);
    const accepted = simulator.saveStatus(key, 1, { asText: true });
    expect(followed.take(destination, accepted)).toEqual(['early']);
    followed.deliver();
    expect(followed.take(destination, accepted)).toEqual(['taken']);
    tick();
    const ended = simulator.saveStatus(key, 2);
    expect([...followed.take(destination, ended), ...followed.take(destination, ended)]).toEqual(['taken', 'taken']);
    expect(followed.take(destination, accepted)).toEqual(['taken']);
    expect(followed.state).toBe('closed');
    expect(followed.actions).toEqual(['accept', '(file)', '(dispatch)', '(start)', '(feedback)', 'checkPassed']);
    expect(followed.report.heldAnswers).toEqual([]);
  });

  it('a refusal that was overtaken by the end is kept for people', async () => {
    const { simulator, destination, tick } = await connected('yuzhong', startYuzhong);
    const followed = new Followed(markedReport());
    followed.deliver();
    const { key } = toCase(followed.report);
    const refused = simulator.saveStatus(key, -1, { notPassReason: '轻微' });
    tick();
    expect(followed.take(destination, simulator.saveStatus(key, 2))).toEqual(['taken']);
    expect(followed.take(destination, refused)).toEqual(['held']);
    expect(followed.state).toBe('closed');
    expect(followed.report.heldAnswers).toHaveLength(1);
  });
});

it('the whole flow of Xiuzhou, with a check that failed and an order that was lost on the way', async () => {
  const { simulator, destination, tick } = await connected('xiuzhou', startXiuzhou);
  const followed = new Followed(markedReport());
  const { key } = toCase(followed.report);
  await destination.open(toCase(followed.report));
  followed.deliver();
  const made = (step: FlowStep): Push => {
    tick();
    return simulator.step(simulator.numberOf(key)!, step, {
      opinion: '见照片',
      photos: step === '队员处理/通过' ? [simulator.photo] : [],
    });
  };
  const first = ['上报/通过', '指挥中心派遣/通过', '中队派遣/通过', '队员处理/通过', '中队审核/通过'] as const;
  for (const push of first.map(made)) followed.take(destination, push);
  expect(followed.state).toBe('resolved');
  expect(followed.report.afterPhotos).toHaveLength(1);
  followed.take(destination, made('指挥中心审核/重新派遣'));
  expect(followed.state).toBe('reopened');
  const [again, overtaken] = [made('指挥中心派遣/通过'), made('中队派遣/通过')];
  expect(followed.take(destination, overtaken)).toEqual(['taken']);
  expect(followed.take(destination, again)).toEqual(['held']);
  expect(followed.take(destination, made('指挥中心审核/归档'))).toEqual(['taken']);
  expect(followed.state).toBe('closed');
  expect(followed.report.position.outcome).toBe('fixed');
});
