import type { ReportRecord } from '../../modules/reports/record';
import type { CommentRecord } from '../../modules/talk/commentModel';
import { neighbour } from './cast';
import type { Chance } from './chance';
import { nextMorning } from './daytime';
import { about, type Sentence, type Sources, type Stories } from './sources';

const HOUR = 3_600_000;
const DAYS = 48 * HOUR;
const MOST = 5;
/** The names in front of the neighbours who speak. */
const nicknames = ['早起的街坊', '遛狗的', '接孩子的', '骑车上班', '菜场常客', '楼上邻居', '夜跑的', '河边钓鱼'];

type Speaker = keyof Stories['comments'];
interface Talk {
  from: Date;
  until: Date;
  when: 'before' | 'after';
}

/**
 * What people say under a report, and its number of comments. Nobody says that it is gone before it is, or that it is
 * there after it went; a unit speaks once it has the case.
 */
export function commentsOf(report: ReportRecord, sources: Sources, chance: Chance, now: Date): CommentRecord[] {
  if (report.position.state === 'merged') return [];
  const spoken = new Set<string>();
  const rows = talksOf(report, now).flatMap((talk) => {
    const count = Math.min(Math.floor(chance.next() ** 2 * MOST), hoursOf(talk));
    return Array.from({ length: count }, (_, i) => {
      const at = nextMorning(new Date(talk.from.getTime() + (lengthOf(talk) * (i + 1)) / (count + 1)));
      const speaker = speakerAt(report, at, chance);
      const fitting = about(sources.stories.comments[speaker], sources.storyOf(report)).filter(
        ({ words, when }) => (when ?? talk.when) === talk.when && !spoken.has(words),
      );
      if (!fitting.length || at >= talk.until) return [];
      const { words } = chosen(fitting, chance);
      spoken.add(words);
      return [{ at, speaker, words }];
    }).flat();
  });
  report.comments = rows.length;
  return rows.map(({ at, speaker, words }, i) => ({
    _id: `${report._id}-comment-${i + 1}`,
    reportId: report._id,
    clientKey: `${report._id}-${i + 1}`,
    ...voice(report, speaker, chance),
    words,
    status: 'shown',
    at,
    counted: true,
  }));
}

/** People mostly speak of the thing itself. */
function chosen<T extends Sentence>(fitting: readonly T[], chance: Chance): T {
  const own = fitting.filter(({ groups, scenes }) => groups ?? scenes);
  return chance.pick(own.length && chance.likely(0.8) ? own : fitting);
}

/** The days after it was seen, and the days after it was repaired for good. */
function talksOf(report: ReportRecord, now: Date): Talk[] {
  const from = new Date(report.createdAt.getTime() + HOUR / 2);
  const { state, outcome, disputeOpen } = report.position;
  const repaired = report.resolvedAt;
  const end = repaired ?? report.closedAt ?? now;
  const before: Talk = { from, until: earlier(end, from.getTime() + DAYS), when: 'before' };
  const fixed = repaired && !disputeOpen && (state === 'resolved' || (state === 'closed' && outcome === 'fixed'));
  const after = fixed
    ? [{ from: repaired, until: earlier(now, repaired.getTime() + DAYS), when: 'after' as const }]
    : [];
  return [before, ...after].filter((talk) => lengthOf(talk) > 0);
}

const earlier = (at: Date, ms: number): Date => new Date(Math.min(at.getTime(), ms));
const lengthOf = ({ from, until }: Talk): number => until.getTime() - from.getTime();
const hoursOf = (talk: Talk): number => Math.floor(lengthOf(talk) / HOUR);

function speakerAt(report: ReportRecord, at: Date, chance: Chance): Speaker {
  const dispatched = report.timeline.find((entry) => entry.to === 'dispatched');
  if (dispatched && dispatched.at < at && chance.likely(0.25)) return 'official';
  return chance.likely(0.2) ? 'merchant' : 'resident';
}

function voice(
  { unit }: ReportRecord,
  speaker: Speaker,
  chance: Chance,
): Pick<CommentRecord, 'authorId' | 'nickname' | 'official' | 'unitName'> {
  if (speaker === 'official' && unit)
    return { authorId: `demo-unit-voice-${unit.id}`, nickname: unit.name, official: true, unitName: unit.name };
  const n = chance.between(0, nicknames.length - 1);
  if (speaker === 'merchant') return { authorId: `demo-shopkeeper-${n + 1}`, nickname: '街边商户', official: false };
  return { authorId: neighbour(n), nickname: nicknames[n]!, official: false };
}
