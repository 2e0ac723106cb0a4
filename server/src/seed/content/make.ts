import type { Env } from '../../env';
import type { CaseRecord } from '../../modules/cases/record';
import { chooseCategory } from '../../modules/categories/catalogue';
import type { PersonRecord } from '../../modules/people/model';
import { outboxEntry, visibility } from '../../modules/reports/change';
import { lanesOf } from '../../modules/reports/lanes';
import type { ReportRecord } from '../../modules/reports/record';
import type { SupportRecord } from '../../modules/reports/supports';
import { nextWake } from '../../modules/reports/wakeAt';
import { beginReport } from './begin';
import { cast, type Part, supportersOf } from './cast';
import { type Chance, makeChance } from './chance';
import { dayBefore } from './daytime';
import { makeDealer } from './deal';
import { deskPeopleOf } from './deskPeople';
import { type Fate, planFates } from './fates';
import { stepsOf } from './paths';
import { repeatsOf } from './repeats';
import { about, type Sources, type Story } from './sources';
import { placeOfStory } from './spots';
import { follow, type Stage } from './step';
import { makeCaseNumbers, Walk } from './walk';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SEED = 330_402;
/** Cases of a few working hours that are still open after a day and a half, and how many of them are. */
const LATE_MINUTES = 36 * 60;
const LATE_SHARE = 0.25;
/** What is younger stands as it is, even at night. */
const FRESH_MINUTES = 3 * 60;

/** Everything of the demonstration, ready to be stored. */
export interface Content {
  reports: ReportRecord[];
  cases: CaseRecord[];
  supports: SupportRecord[];
  /** The last case number of each day. */
  counters: Map<string, number>;
}

const claimFates: readonly Fate[] = ['offered', 'claimed', 'claimDone', 'claimClosed'];
const onTheClock: readonly Fate[] = ['dispatched', 'handling'];
/** So short a while ago nothing can have been offered in vain. */
const tooFresh: readonly Fate[] = ['delivered', 'accepted', 'filed'];

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
  const stage: Stage = {
    chance,
    people: deskPeopleOf(people),
    sources,
    numbers,
    unitName: (id) => unitNames.get(id) ?? id,
    answerDays: env.ANSWER_DAYS,
    now,
  };
  const deal = makeDealer(sources, chance);
  const parts = cast(planFates(chance));
  const walks = parts.map((part, i) => {
    const story = deal((one) => fits(one, part.fate, sources));
    const at = beginning(part, story, now, chance);
    const place = placeOfStory(story, sources, chance);
    const begun = beginReport(reportId(i), story, place, part.reporterId, at, env.UNDO_MINUTES, sources, chance);
    const walk = new Walk(begun, at, part.claimerId);
    follow(walk, stage, stepsOf(part.fate, begun.selfGovernable));
    return walk;
  });
  const repeats = repeatsOf(walks, stage, (i) => reportId(parts.length + i), env.UNDO_MINUTES);
  const supports = walks.flatMap((walk) => supportsOf(walk.report, chance, now));
  const all = [...walks, ...repeats];
  return {
    reports: all.map(({ report }) => finished(report, env)),
    cases: all.flatMap(({ report, case: record }) =>
      record ? [{ ...record, supports: report.supports, asked: report.supports + 1 }] : [],
    ),
    supports,
    counters: numbers.last,
  };
}

const reportId = (i: number): string => `demo-report-${String(i + 1).padStart(3, '0')}`;

/** Whether a story can go this way: who may do it, and whether there are pictures and words for it. */
function fits(story: Story, fate: Fate, { stories }: Sources): boolean {
  const { selfGovernable } = chooseCategory(story.group, story.code);
  if (claimFates.includes(fate)) return selfGovernable;
  if (tooFresh.includes(fate)) return !selfGovernable;
  return fate !== 'closedUnfixed' || about(stories.unfixed, story).length > 0;
}

/**
 * When a report was sent: by day when that is a while ago. Most open cases are still within their limit, some are not: a
 * district at work, not one in ruins.
 */
function beginning({ fate, minutesAgo }: Part, story: Story, now: Date, chance: Chance): Date {
  const { limit } = chooseCategory(story.group, story.code);
  const hurries = onTheClock.includes(fate) && limit.unit === 'workingHour';
  const quick = Math.min(minutesAgo, 100 + chance.next() * limit.value * 40);
  const slow = LATE_MINUTES * (1 + chance.next());
  const ago = hurries ? (chance.likely(LATE_SHARE) ? slow : quick) : minutesAgo;
  const at = new Date(now.getTime() - Math.round(ago) * MINUTE);
  return ago > FRESH_MINUTES ? dayBefore(at) : at;
}

/** Up to forty people over time: one or two an hour join. */
function supportsOf(report: ReportRecord, chance: Chance, now: Date): SupportRecord[] {
  if (!visibility(report.position).published) return [];
  const from = report.createdAt.getTime() + 15 * MINUTE;
  const until = (report.resolvedAt ?? report.closedAt ?? now).getTime();
  const most = Math.floor(((until - from) / HOUR) * (0.5 + 1.5 * chance.next()));
  const count = Math.min(Math.floor(chance.next() ** 3 * 42), Math.max(0, most));
  const begin = chance.between(1, 60);
  const known = chance.likely(0.12) ? chance.between(0, 3) : undefined;
  report.supports = count;
  return supportersOf(report, count, begin, known).map((personId, i) => ({
    _id: `${report._id}-support-${i + 1}`,
    reportId: report._id,
    personId,
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
  const lanes = lanesOf(outbox);
  const wakeAt = nextWake(report, env);
  return {
    ...report,
    ...visibility(report.position),
    outbox,
    ...(lanes ? { lanes } : {}),
    ...(wakeAt ? { wakeAt } : {}),
  };
}
