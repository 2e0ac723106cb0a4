import { type CaseAction, caseStages } from '@jierong/shared/cases';
import type { Action } from '@jierong/shared/reportLifecycle';
import type { Actor } from '@jierong/shared/roles';
import { dayStamp } from '../../modules/calendar/workingTime';
import { deriveQueue } from '../../modules/cases/caseClocks';
import { rowOf, stageAfter } from '../../modules/cases/caseLifecycle';
import { caseTerms } from '../../modules/cases/caseTerms';
import type { CaseRecord, StoredCaseEntry } from '../../modules/cases/record';
import type { PersonRecord } from '../../modules/people/model';
import { type Act, act, type Change } from '../../modules/reports/change';
import type { ReportRecord } from '../../modules/reports/record';

/** Numbers cases as the desk does: one counter a day. */
export interface CaseNumbers {
  next(at: Date): string;
  /** The last number of each day. */
  last: Map<string, number>;
}

export function makeCaseNumbers(): CaseNumbers {
  const last = new Map<string, number>();
  return {
    last,
    next(at) {
      const day = dayStamp(at);
      const n = (last.get(day) ?? 0) + 1;
      last.set(day, n);
      return `NH${day}-${String(n).padStart(4, '0')}`;
    },
  };
}

type Detail = NonNullable<Act['detail']>;

/**
 * Leads one demonstration report, and its case at the desk, along the same two tables that rule real ones: a step the
 * tables do not allow throws, so the demonstration never shows what cannot happen.
 */
export class Walk {
  case?: CaseRecord;

  constructor(
    public report: ReportRecord,
    public at: Date,
    /** Who is to claim it, when the part says so. */
    readonly claimerId?: string,
  ) {}

  /** A step of the report's own table. */
  step(
    action: Action,
    actor: Actor,
    more: { person?: PersonRecord; by?: string; detail?: Detail; set?: Change['set']; facts?: Act['facts'] } = {},
  ): void {
    const { change } = act(this.report, {
      action,
      actor,
      at: this.at,
      ...(more.person ? { personId: more.person._id } : {}),
      ...(more.by ? { by: more.by } : {}),
      ...(more.facts ? { facts: more.facts } : {}),
      ...(more.detail ? { detail: more.detail } : {}),
    });
    const next = { ...this.report, ...change.set, ...more.set } as ReportRecord;
    next.timeline = [...this.report.timeline, change.entry];
    next.version += 1;
    next.revision += 1;
    next.updatedAt = this.at;
    this.report = Object.fromEntries(
      Object.entries(next).filter(([, value]) => value !== undefined),
    ) as unknown as ReportRecord;
  }

  /** The report arrives at the built-in desk. */
  arrive(number: string, destination: string): void {
    const r = this.report;
    this.step('acknowledge', 'official', {
      by: destination,
      detail: { caseNumber: number },
      set: {
        delivery: {
          destination,
          attempts: [{ at: this.at, outcome: 'accepted' }],
          caseNumbers: [...r.delivery.caseNumbers, number],
          acceptedAt: this.at,
        },
      },
    });
    const { point, address, source, road, grid, cells } = r.place;
    const entry: StoredCaseEntry = { seq: 1, at: this.at, action: 'arrive', by: '', to: 'arrived', photos: [] };
    const opened = {
      _id: `case-${r._id}`,
      number,
      key: `${r._id}:${r.position.round}`,
      reportId: r._id,
      round: r.position.round,
      title: r.title,
      words: r.words,
      group: r.group,
      category: r.category,
      limit: r.limit,
      place: { ...(point ? { point } : {}), address, source, ...(road ? { road } : {}), ...(grid ? { grid } : {}) },
      cells,
      photos: r.photos,
      afterPhotos: [],
      stage: caseStages[0],
      stageStartedAt: this.at,
      timeline: [entry],
      handledBy: { unitIds: [], personIds: [] },
      sendBacks: 0,
      reworks: 0,
      supports: r.supports,
      asked: 1,
      confirmed: 0,
      disputed: 0,
      disputeOpen: false,
      supervised: false,
      answers: [],
      answerSeq: 0,
      seenUpdates: [],
      version: 1,
      revision: 1,
      terms: caseTerms(number, r.title, address, road ?? ''),
      demonstration: true,
      arrivedAt: this.at,
      updatedAt: this.at,
    };
    this.case = { ...opened, ...deriveQueue(opened, this.at) };
  }

  /** A step at the desk and what the report hears of it. */
  desk(
    action: CaseAction,
    person: PersonRecord,
    more: { set?: Partial<CaseRecord>; report?: Change['set']; detail?: Detail; facts?: Act['facts'] } = {},
  ): void {
    const now = this.case;
    const row = now && rowOf(now, action);
    if (!now || !row?.answer) throw new Error(`${action} is not a step from ${now?.stage}`);
    const to = stageAfter(row, now);
    const unitName = more.set?.unit?.name ?? person.unit?.name;
    const entry: StoredCaseEntry = {
      seq: now.timeline.length + 1,
      at: this.at,
      action,
      by: person.nickname,
      personId: person._id,
      ...(person.unit ? { unitName: person.unit.name } : {}),
      to,
      ...more.detail,
      photos: more.detail?.photos ?? [],
    };
    const next = {
      ...now,
      ...more.set,
      stage: to,
      stageStartedAt: to === now.stage ? now.stageStartedAt : this.at,
      timeline: [...now.timeline, entry],
      answerSeq: now.answerSeq + 1,
      version: now.version + 1,
      revision: now.revision + 1,
      updatedAt: this.at,
    };
    this.case = { ...next, ...deriveQueue(next, this.at) };
    this.step(row.answer, 'official', {
      person,
      ...(unitName ? { by: unitName } : {}),
      ...(more.detail ? { detail: more.detail } : {}),
      ...(more.report ? { set: more.report } : {}),
      ...(more.facts ? { facts: more.facts } : {}),
    });
  }
}
