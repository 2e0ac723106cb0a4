import { type CategoryGroup, categoryGroups } from '@jierong/shared/categories';
import { openStates } from '@jierong/shared/reportPosition';
import type { Env } from '../../env';
import type { CaseRecord } from '../../modules/cases/record';
import { chooseCategory } from '../../modules/categories/catalogue';
import type { PersonRecord } from '../../modules/people/model';
import { earliest, outboxEntry, visibility } from '../../modules/reports/change';
import type { ReportRecord } from '../../modules/reports/record';
import type { SupportRecord } from '../../modules/reports/supports';
import { nextWake } from '../../modules/reports/wakeAt';
import { beginReport } from './begin';
import { type Chance, makeChance } from './chance';
import { deskPeopleOf } from './deskPeople';
import { type Fate, type Plan, planFates } from './fates';
import { paths, type Stage, type Step } from './paths';
import type { Sources, Story } from './sources';
import { makeCaseNumbers, Walk } from './walk';

const MINUTE = 60_000;
const SEED = 330_402;
/** People who only support: they sign in nowhere. */
const NEIGHBOURS = 60;

/** Everything of the demonstration, ready to be stored. */
export interface Content {
  reports: ReportRecord[];
  cases: CaseRecord[];
  supports: SupportRecord[];
  /** The last case number of each day. */
  counters: Map<string, number>;
}

const claimFates: readonly Fate[] = ['offered', 'claimed', 'claimDone', 'claimClosed'];
const onTheClock: readonly Fate[] = ['filed', 'dispatched', 'handling'];
const needAfterPhoto: readonly Fate[] = ['claimDone', 'claimClosed', 'resolved', 'disputed', 'reopened', 'closed'];

/** Makes the demonstration's reports and cases as they stand `now`; the same seed gives the same stories. */
export function makeContent(
  sources: Sources,
  people: PersonRecord[],
  unitNames: ReadonlyMap<string, string>,
  env: Env,
  now: Date,
): Content {
  const chance = makeChance(SEED);
  const numbers = makeCaseNumbers();
  const desk = deskPeopleOf(people);
  const stage: Stage = {
    chance,
    people: desk,
    sources,
    numbers,
    unitName: (id) => unitNames.get(id) ?? id,
    answerDays: env.ANSWER_DAYS,
    now,
  };
  const walks = planFates(chance).map((plan, i) => {
    const { group, story } = pickStory(plan.fate, sources, chance);
    const minutesAgo = onTheClock.includes(plan.fate) ? withinLimit(plan, group, story, chance) : plan.minutesAgo;
    const at = new Date(now.getTime() - minutesAgo * MINUTE);
    const reporter = chance.pick(desk.reporters);
    const begun = beginReport(
      `demo-report-${String(i + 1).padStart(3, '0')}`,
      group,
      story,
      reporter._id,
      at,
      env.UNDO_MINUTES,
      sources,
      chance,
    );
    const walk = new Walk(begun, at);
    follow(walk, stage, plan.fate === 'merged' ? paths.delivered : paths[plan.fate], now);
    return { walk, fate: plan.fate };
  });
  mergeSome(walks, now);
  const supports = walks.flatMap(({ walk }) => supportsOf(walk, chance, now));
  const cases = walks.flatMap(({ walk }) =>
    walk.case ? [{ ...walk.case, supports: walk.report.supports, asked: walk.report.supports + 1 }] : [],
  );
  return { reports: walks.map(({ walk }) => finished(walk.report, env)), cases, supports, counters: numbers.last };
}

function pickStory(fate: Fate, sources: Sources, chance: Chance): { group: CategoryGroup; story: Story } {
  for (;;) {
    const group = chance.pick(categoryGroups);
    const story = chance.pick(sources.stories.reports[group]);
    if (claimFates.includes(fate) && !chooseCategory(group, story.code).selfGovernable) continue;
    if (needAfterPhoto.includes(fate) && !story.scenes.some((scene) => sources.afterPhoto(scene))) continue;
    return { group, story };
  }
}

/** Most open cases are still within their limit, one in five is not: a district at work, not one in ruins. */
function withinLimit(plan: Plan, group: CategoryGroup, story: Story, chance: Chance): number {
  const { limit } = chooseCategory(group, story.code);
  if (limit.unit !== 'workingHour' || chance.likely(0.2)) return plan.minutesAgo;
  return Math.min(plan.minutesAgo, Math.round(95 + chance.next() * limit.value * 45));
}

/** Takes the steps one after the other; when there is less time than they would take, all go faster. */
function follow(walk: Walk, stage: Stage, steps: readonly Step[], now: Date): void {
  const begun = walk.at.getTime();
  const wanted = steps.map(([minutes]) => minutes * (0.7 + stage.chance.next() * 0.9));
  const total = wanted.reduce((sum, minutes) => sum + minutes, 0);
  const available = (now.getTime() - begun) / MINUTE - 1;
  const pace = Math.min(1, available / total);
  let minutes = 0;
  steps.forEach(([, take], i) => {
    minutes += wanted[i]! * pace;
    walk.at = new Date(begun + minutes * MINUTE);
    take(walk, stage);
  });
}

/** Puts duplicates into the report they repeat. */
function mergeSome(walks: { walk: Walk; fate: Fate }[], now: Date): void {
  const targets = walks.filter(({ walk }) => walk.case && openStates.includes(walk.report.position.state));
  for (const { walk } of walks.filter(({ fate }) => fate === 'merged')) {
    const target = targets.find(({ walk: t, fate }) => fate !== 'merged' && t.report.group === walk.report.group);
    if (!target || !walk.case) continue;
    walk.at = new Date(Math.min(now.getTime(), walk.at.getTime() + 90 * MINUTE));
    walk.step('merge', 'dispatcher', {
      facts: { targetOpen: true },
      set: { mergedInto: target.walk.report._id, mergedAt: walk.at, before: walk.report.position },
    });
    walk.case = {
      ...walk.case,
      stage: 'merged',
      open: false,
      waitsFor: [],
      rank: 8.64e15 - walk.at.getTime(),
      updatedAt: walk.at,
    };
  }
}

function supportsOf(walk: Walk, chance: Chance, now: Date): SupportRecord[] {
  const { report } = walk;
  if (!visibility(report.position).published) return [];
  const count = Math.floor(chance.next() ** 3 * 42);
  const begin = chance.between(1, NEIGHBOURS);
  const from = report.createdAt.getTime() + 15 * MINUTE;
  const until = (report.resolvedAt ?? report.closedAt ?? now).getTime();
  if (until <= from) return [];
  report.supports = count;
  return Array.from({ length: count }, (_, i) => ({
    _id: `${report._id}-support-${i + 1}`,
    reportId: report._id,
    personId: `demo-neighbour-${((begin + i) % NEIGHBOURS) + 1}`,
    at: new Date(from + ((until - from) * (i + 1)) / (count + 1)),
    counted: true,
  }));
}

/** Adds what the timers and the outbox of a report at this place need. */
function finished(report: ReportRecord, env: Env): ReportRecord {
  const { state, receipt } = report.position;
  const forwardAt = state === 'claimed' ? report.claim?.dueAt : receipt === 'offered' ? report.offerUntil : undefined;
  const outbox = forwardAt
    ? [{ ...outboxEntry('forward', report.timeline.length, forwardAt), id: `${report._id}-forward` }]
    : [];
  const outboxDueAt = earliest(outbox);
  const wakeAt = nextWake(report, env);
  return {
    ...report,
    ...visibility(report.position),
    outbox,
    ...(outboxDueAt ? { outboxDueAt } : {}),
    ...(wakeAt ? { wakeAt } : {}),
  };
}
