import { errorStatus } from '@jierong/shared/errors';
import { allActions } from '@jierong/shared/reportLifecycle';
import { reportStates } from '@jierong/shared/reportPosition';
import { declineReasons, refuseReasons, type TimelineEntry } from '@jierong/shared/reports';
import { messageSentence, timelineSentence } from '@/text/actions';
import { explain, nextSteps } from '@/text/detail';
import { errorSentence } from '@/text/errors';
import { chipState, holderSentence, reasonText, stagesOf, stateLabel, stateLabels } from '@/text/states';
import { anInfo, MORNING } from './requestFixtures';

const latin = /[A-Za-z]/;
const entry: Omit<TimelineEntry, 'action'> = {
  seq: 1,
  at: MORNING,
  actor: 'official',
  to: 'filed',
  round: 1,
  photos: [],
};

test('every act of the table has its own words in the timeline', () => {
  for (const action of allActions) {
    const { title } = timelineSentence({ ...entry, action }, MORNING);
    expect(title).not.toMatch(latin);
    expect(title).not.toBe('');
  }
});

test('an act this version does not know is told by the state it led to', () => {
  expect(timelineSentence({ ...entry, action: 'teleport' }, MORNING).title).toBe(stateLabels.filed);
});

test('a send-back tells who and why, and is marked', () => {
  expect(
    timelineSentence({ ...entry, action: 'sendBack', by: '建设中队', reason: '这段路不在辖区' }, MORNING),
  ).toMatchObject({ title: '退回，重新派遣', note: '建设中队。原因：这段路不在辖区', bad: true });
});

test('every message of the table is a sentence in Chinese', () => {
  const message = { id: '1', at: MORNING, reportId: 'r', reportTitle: 't', state: 'filed', asks: false, read: false };
  for (const kind of [...allActions, 'unheardOf'])
    expect(messageSentence({ ...message, state: 'filed', kind }, MORNING)).not.toMatch(latin);
});

test('every failure says what happened in words, without its code', () => {
  for (const code of [...(Object.keys(errorStatus) as (keyof typeof errorStatus)[]), 'offline', 'timeout'] as const)
    expect(errorSentence({ code })).not.toMatch(latin);
  expect(errorSentence({ code: 'outsideDistrict', data: { distanceMeters: 1240 } })).toContain('1.2 公里');
  expect(errorSentence({ code: 'illegalTransition', data: { state: 'closed' } })).toContain('已结案');
  expect(errorSentence({ code: 'invalidInput', data: { issues: [{ path: 'words', problem: 'too_big' }] } })).toContain(
    '描述',
  );
});

test('reasons given by code are told in words, those in words as they are', () => {
  for (const reason of [...declineReasons, ...refuseReasons]) expect(reasonText(reason)).not.toMatch(latin);
  expect(reasonText('要等整条路改造')).toBe('要等整条路改造');
});

test('who has it is said for every holder', () => {
  const report = anInfo('r');
  const kinds = [
    'reporter',
    'check',
    'moderator',
    'neighbours',
    'claimer',
    'queue',
    'desk',
    'unit',
    'public',
    'people',
  ];
  for (const kind of [...kinds, 'nobody'] as (typeof report.holder.kind)[])
    expect(holderSentence({ kind }, report)).not.toMatch(latin);
  expect(holderSentence({ kind: 'neighbours' }, report, '2026-11-23T09:06:00.000Z')).toBe(
    '先请附近的商户和路长认领，17:06 转交',
  );
});

test('closed without a fix is said, looks unlike a success, and ticks no step that was not done', () => {
  const report = anInfo('r', {
    state: 'closed',
    outcome: 'unfixed',
    timeline: [{ ...entry, action: 'closeUnfixed', to: 'closed', reason: '要等整条路改造' }],
  });
  expect(stateLabel(report)).toBe('没有办');
  expect(chipState(report)).not.toBe('closed');
  expect(stagesOf(report).map((s) => s.label)).toEqual(['收到', '送达', '没有办']);
  expect(explain(report, MORNING)?.text).toContain('要等整条路改造');
});

test('a delivery that failed says so, and that nobody needs to report again', () => {
  const report = anInfo('r', { state: 'forwarding', receipt: 'held' });
  expect(stateLabel(report)).toBe('没送到');
  expect(explain(report, MORNING)?.text).toContain('您不用再报');
});

test('the fifteen states have words for the chip, the way and the next steps', () => {
  for (const state of reportStates) {
    const report = anInfo('r', { state });
    expect(stateLabel(report)).not.toBe('');
    expect(stagesOf(report).length).toBeGreaterThan(2);
    expect(nextSteps(report, MORNING).length).toBeLessThanOrEqual(4);
  }
});
