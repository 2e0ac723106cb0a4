import type { CaseAction, CaseStage } from '@jierong/shared/cases';
import { limits } from '@jierong/shared/limits';
import type { CaseRecord, StoredAnswer } from './record';

/**
 * Under which duty a step is done. `handler`: of the case's own unit. `receiver`: of the unit that is
 * asked to take the case over. `lead`: squadron lead.
 */
export type DeskActor = 'acceptor' | 'dispatcher' | 'handler' | 'receiver' | 'checker' | 'gridOfficer' | 'lead';

/** What a step must bring along. */
export type CaseNeed = 'reason' | 'afterPhoto' | 'unit' | 'limit' | 'words';

type Looked = Pick<CaseRecord, 'stage' | 'sendBacks' | 'disputeOpen' | 'unit' | 'handOverTo'>;

/** One row of the desk's table. `answer` is what the report is told; without one the step stays inside the desk. */
export interface CaseRow {
  action: CaseAction;
  from: readonly CaseStage[];
  by: readonly DeskActor[];
  to: CaseStage | ((record: Looked) => CaseStage);
  when?: (record: Looked) => boolean;
  needs?: readonly CaseNeed[];
  answer?: StoredAnswer['action'];
}

/** Acceptance and dispatch may be done by the squadron lead as well. */
const acceptance: readonly DeskActor[] = ['acceptor', 'lead'];
const dispatching: readonly DeskActor[] = ['dispatcher', 'lead'];

/**
 * The desk's table (GB/T 30428 stages). Commands and abilities both read it and nothing else; the steps of one stage
 * stand in the order in which they are offered, the main one first.
 */
export const caseRows: readonly CaseRow[] = [
  { action: 'accept', from: ['arrived'], by: acceptance, to: 'accepted', answer: 'accept' },
  { action: 'file', from: ['accepted'], by: acceptance, to: 'filed', answer: 'file' },
  {
    action: 'dispatch',
    from: ['filed', 'reopened'],
    by: dispatching,
    to: 'dispatched',
    needs: ['unit', 'limit'],
    answer: 'dispatch',
  },
  {
    action: 'start',
    from: ['dispatched', 'reopened'],
    by: ['handler'],
    to: 'handling',
    when: (record) => record.unit !== undefined,
    answer: 'start',
  },
  {
    action: 'feedback',
    from: ['dispatched', 'handling'],
    by: ['handler'],
    to: 'handled',
    needs: ['afterPhoto'],
    answer: 'feedback',
  },
  {
    action: 'pass',
    from: ['handled'],
    by: ['checker'],
    to: 'closed',
    when: (record) => !record.disputeOpen,
    answer: 'checkPassed',
  },
  { action: 'rework', from: ['handled'], by: ['checker'], to: 'reopened', needs: ['reason'], answer: 'checkFailed' },
  {
    action: 'fixOnSpot',
    from: ['arrived', 'accepted', 'filed'],
    by: ['gridOfficer'],
    to: 'handled',
    needs: ['afterPhoto'],
    answer: 'fixOnSpot',
  },
  {
    action: 'takeOver',
    from: ['dispatched', 'handling'],
    by: ['receiver'],
    to: 'dispatched',
    when: (record) => record.handOverTo !== undefined,
    answer: 'handOver',
  },
  {
    action: 'refuseHandOver',
    from: ['dispatched', 'handling'],
    by: ['receiver'],
    to: (record) => record.stage,
    when: (record) => record.handOverTo !== undefined,
    needs: ['reason'],
  },
  {
    action: 'handOver',
    from: ['dispatched', 'handling'],
    by: [...dispatching, 'handler'],
    to: (record) => record.stage,
    needs: ['unit'],
  },
  {
    action: 'sendBack',
    from: ['dispatched', 'handling'],
    by: ['handler'],
    to: (record) => (record.sendBacks < limits.sendBacksPerCase ? 'filed' : 'dispatched'),
    when: (record) => record.sendBacks <= limits.sendBacksPerCase,
    needs: ['reason'],
    answer: 'sendBack',
  },
  { action: 'refuse', from: ['arrived'], by: acceptance, to: 'declined', needs: ['reason'], answer: 'decline' },
  { action: 'decline', from: ['accepted'], by: acceptance, to: 'declined', needs: ['reason'], answer: 'decline' },
  {
    action: 'closeUnfixed',
    from: ['filed', 'dispatched', 'handling'],
    by: ['lead'],
    to: 'closed',
    needs: ['reason'],
    answer: 'closeUnfixed',
  },
  {
    action: 'closeUnfixed',
    from: ['reopened'],
    by: ['lead'],
    to: 'closed',
    needs: ['reason'],
    answer: 'refuseRedo',
  },
  {
    action: 'void',
    from: ['filed', 'dispatched', 'handling'],
    by: ['lead'],
    to: 'voided',
    needs: ['reason'],
    answer: 'void',
  },
  {
    action: 'contact',
    from: ['accepted', 'filed', 'dispatched', 'handling', 'handled', 'reopened'],
    by: ['acceptor', 'dispatcher', 'handler', 'lead'],
    to: (record) => record.stage,
    needs: ['words'],
    answer: 'contact',
  },
];

/** Stages in which something is still to be done. */
export const openStages: readonly CaseStage[] = [
  'arrived',
  'accepted',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'reopened',
];

/** The row of an action from where a case stands; undefined when there is none. */
export const rowOf = (record: Looked, action: CaseAction): CaseRow | undefined =>
  caseRows.find((row) => row.action === action && row.from.includes(record.stage) && (row.when?.(record) ?? true));

/** Stages in which a unit has the case, and another may be asked to take it over. */
export const withUnit = (stage: CaseStage): boolean => stage === 'dispatched' || stage === 'handling';

/** Where a row leads. */
export const stageAfter = (row: CaseRow, record: Looked): CaseStage =>
  typeof row.to === 'function' ? row.to(record) : row.to;

/** Whose turn it is at a stage, as keys of the queue. A squadron lead reads those of acceptance and dispatch too. */
export function waitsFor(stage: CaseStage, unitId: string | undefined, askedUnitId: string | undefined): string[] {
  switch (stage) {
    case 'arrived':
    case 'accepted':
      return ['acceptor'];
    case 'filed':
      return ['dispatcher'];
    case 'dispatched':
    case 'handling':
      return [unitId ? `handler:${unitId}` : 'dispatcher', ...(askedUnitId ? [`handler:${askedUnitId}`] : [])];
    case 'reopened':
      return ['dispatcher', ...(unitId ? [`handler:${unitId}`] : [])];
    case 'handled':
      return ['checker'];
    default:
      return [];
  }
}
