import { messageSentence } from '@/text/actions';
import { contactSentence } from '@/text/contact';

const dueAt = '2026-11-24T02:00:00.000Z';
const before = new Date('2026-11-23T02:00:00.000Z').getTime();
const after = new Date('2026-11-24T03:00:00.000Z').getTime();
const report = { contact: { dueAt }, mine: false, state: 'filed' as const };

test('a first contact is promised, told when it was, and called late when it is', () => {
  expect(contactSentence(report, before)?.text).toBe('明天 10:00 前会联系上报人');
  expect(contactSentence({ ...report, mine: true }, before)?.text).toContain('联系您');
  expect(contactSentence(report, after)).toEqual({ text: '过了时间还没有联系上报人', late: true });
  const done = { ...report, contact: { dueAt, at: '2026-11-23T03:10:00.000Z' } };
  expect(contactSentence(done, after)).toEqual({ text: '昨天 11:10 联系过上报人', late: false });
});

test('nothing is said where none was promised, or when the matter is over without one', () => {
  expect(contactSentence({ mine: true, state: 'filed' }, before)).toBeUndefined();
  expect(contactSentence({ ...report, state: 'closed' }, after)).toBeUndefined();
});

test('the message tells who writes, and what', () => {
  const message = { id: '1', at: dueAt, reportId: 'r', reportTitle: 't', state: 'filed', asks: false, read: false };
  expect(
    messageSentence({ ...message, state: 'filed', kind: 'contact', unitName: '环卫一所', words: '明天来' }, after),
  ).toBe('环卫一所对您说：明天来');
});
