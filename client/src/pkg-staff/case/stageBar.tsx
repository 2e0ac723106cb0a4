import type { CaseInfo, CaseStage } from '@jierong/shared/cases';
import { View } from '@tarojs/components';
import { type Stage, Stages } from '@/components/stages';
import { caseStageLabels } from '@/text/cases';
import { caseText } from '@/text/desk';
import { shortWhen } from '@/text/staff';
import { beforeText, limitText } from '@/text/time';

/** The steps in the order of `caseText.steps`; each is done by one of these acts. */
const doneBy: readonly (readonly string[])[] = [
  ['accept'],
  ['file'],
  ['dispatch', 'takeOver'],
  ['feedback', 'fixOnSpot'],
  ['pass', 'rework'],
  ['pass', 'closed'],
];
const HANDLING = 3;

/** Which step is under way. */
const under: Partial<Record<CaseStage, number>> = {
  arrived: 0,
  accepted: 1,
  filed: 2,
  dispatched: 3,
  handling: 3,
  reopened: 2,
  handled: 4,
  closed: 6,
};

/** How far a case has come, with the times; what was left out says so. */
export function stagesOfCase(info: CaseInfo, now: number): Stage[] {
  const newest = [...info.timeline].reverse();
  const at = (step: number) => newest.find(({ action }) => doneBy[step]?.includes(action))?.at;
  const past = (step: number): Stage => {
    const done = at(step);
    return { label: caseText.steps[step] ?? '', phase: 'past', note: done ? shortWhen(done, now) : caseText.skipped };
  };
  const steps = caseText.steps.map((_, step) => step);
  const unfinished = info.stage === 'closed' && !info.timeline.some(({ action }) => doneBy[5]?.includes(action));
  const current = unfinished ? undefined : under[info.stage];
  if (current === undefined) {
    const last = newest[0];
    const label = unfinished ? caseText.unfixed : caseStageLabels[info.stage];
    const ended: Stage = { label, phase: 'past', note: last && shortWhen(last.at, now) };
    return [...steps.filter(at).map(past), ended];
  }
  const clock = info.stageClock ?? info.clock;
  return steps.map((step): Stage => {
    if (step < current) return past(step);
    const label = caseText.steps[step] ?? '';
    if (step > current) {
      const limit = step === HANDLING && info.clock?.limit ? limitText(info.clock.limit) : undefined;
      return { label, phase: 'next', note: limit };
    }
    const running = clock && clock.status !== 'done' && clock.status !== 'over';
    return { label, phase: 'now', note: running ? caseText.nowUntil(beforeText(clock.dueAt, now)) : caseText.now };
  });
}

export function StageBar({ info, now }: { info: CaseInfo; now: number }) {
  return (
    <View className="case__stages">
      <Stages label={caseText.stages} items={stagesOfCase(info, now)} />
    </View>
  );
}
