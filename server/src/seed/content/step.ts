import { addWorkingMinutes } from '../../modules/calendar/workingTime';
import type { Chance } from './chance';
import { nextMorning } from './daytime';
import type { DeskPeople } from './deskPeople';
import { about, type Sentence, type Sources } from './sources';
import type { CaseNumbers, Walk } from './walk';

const MINUTE = 60_000;

/** What the steps of a path need. */
export interface Stage {
  chance: Chance;
  people: DeskPeople;
  sources: Sources;
  numbers: CaseNumbers;
  unitName(unitId: string): string;
  answerDays: number;
  now: Date;
}

/** When a step comes: any minute, in office hours, or by day. */
type Pace = 'clock' | 'office' | 'day';
type Take = (walk: Walk, stage: Stage) => void;

/** One step: how many minutes after the one before, and what happens. */
export interface Step {
  pace: Pace;
  minutes(walk: Walk, chance: Chance): number;
  take: Take;
}

const step =
  (pace: Pace) =>
  (minutes: number | Step['minutes'], take: Take): Step => ({
    pace,
    minutes: typeof minutes === 'number' ? (_, chance) => minutes * (0.7 + chance.next() * 0.9) : minutes,
    take,
  });
export const atOnce = step('clock');
export const inOffice = step('office');
export const byDay = step('day');

/** Something said about a report that fits it. @throws when the stories hold nothing that does */
export function said<T extends Sentence>(sentences: readonly T[], walk: Walk, stage: Stage): T {
  return stage.chance.pick(about(sentences, stage.sources.storyOf(walk.report)));
}

/** Takes the steps one after the other; when there is less time than they would take, all go faster. */
export function follow(walk: Walk, stage: Stage, steps: readonly Step[]): void {
  const begun = walk.at.getTime();
  const lengths = steps.map((one) => one.minutes(walk, stage.chance));
  const latest = stage.now.getTime() - MINUTE;
  let at = walk.at;
  let instants = steps.map(({ pace }, i) => {
    at = later(at, lengths[i]!, pace);
    return at;
  });
  if (at.getTime() > latest) {
    const total = lengths.reduce((sum, minutes) => sum + minutes, 0);
    const available = Math.min(total * MINUTE, latest - begun);
    let minutes = 0;
    instants = lengths.map((length) => {
      minutes += length;
      return new Date(begun + (available * minutes) / total);
    });
  }
  steps.forEach(({ take }, i) => {
    walk.at = instants[i]!;
    take(walk, stage);
  });
}

function later(at: Date, minutes: number, pace: Pace): Date {
  if (pace === 'office') return addWorkingMinutes(at, minutes);
  const then = new Date(at.getTime() + minutes * MINUTE);
  return pace === 'day' ? nextMorning(then) : then;
}
