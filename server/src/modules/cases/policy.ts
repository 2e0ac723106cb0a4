import type { CaseAction } from '@jierong/shared/cases';
import { AppError } from '../../appError';
import type { Person } from '../people/person';
import { caseRows, type DeskActor } from './caseLifecycle';
import type { CaseRecord } from './record';

/** Which cases a person sees at the desk: all, those of their own unit, or none. */
export type DeskScope = { all: true } | { unitId: string };

/**
 * Desk duties, grid officers, squadron leads and the bureau see all; who only handles sees their unit's cases.
 * @throws forbidden for everybody else
 */
export function deskScope(person: Person): DeskScope {
  const everywhere =
    ['gridOfficer', 'squadronLead', 'bureauLead', 'admin'].includes(person.role) ||
    person.duties.some((duty) => duty !== 'handler');
  if (everywhere) return { all: true };
  if (person.unit && (person.role === 'departmentStaff' || person.duties.includes('handler')))
    return { unitId: person.unit.id };
  throw new AppError('forbidden');
}

/** @throws notFound for what is not there or is another unit's, forbidden for who has no business at the desk */
export function requireCase(person: Person, record: CaseRecord | null): CaseRecord {
  const scope = deskScope(person);
  if (!record || ('unitId' in scope && !concerns(record, scope.unitId))) throw new AppError('notFound');
  return record;
}

/** Whether a unit has a case, or is asked to take it over. */
const concerns = ({ unit, handOverTo }: Pick<CaseRecord, 'unit' | 'handOverTo'>, unitId: string): boolean =>
  unit?.id === unitId || handOverTo?.id === unitId;

/** As whom a person may act on this case. */
export function deskActors(person: Person, record: Pick<CaseRecord, 'unit' | 'handOverTo'>): DeskActor[] {
  const actors: DeskActor[] = person.duties.filter((duty) => duty !== 'handler');
  if (person.duties.includes('handler') && person.unit) {
    if (person.unit.id === record.unit?.id) actors.push('handler');
    if (person.unit.id === record.handOverTo?.id) actors.push('receiver');
  }
  if (person.role === 'gridOfficer') actors.push('gridOfficer');
  if (person.role === 'squadronLead') actors.push('lead');
  return actors;
}

const handledItself = (person: Person, record: CaseRecord): boolean =>
  record.handledBy.personIds.includes(person.id) ||
  (person.unit !== undefined &&
    (record.handledBy.unitIds.includes(person.unit.id) || record.unit?.id === person.unit.id));

/**
 * Who handled a case, or is of a unit that did, never checks it; who handled it in person never closes it without a fix
 * either (lifecycle: "Who handled or claimed it").
 */
function conflicts(person: Person, record: CaseRecord, action: CaseAction): boolean {
  if (action === 'pass' || action === 'rework') return handledItself(person, record);
  if (action === 'closeUnfixed' || action === 'void') return record.handledBy.personIds.includes(person.id);
  return false;
}

/** @throws forbidden without the duty, conflictOfInterest on one's own work */
export function authorize(person: Person, record: CaseRecord, action: CaseAction): void {
  const actors = deskActors(person, record);
  const theirs = caseRows.some((row) => row.action === action && row.by.some((actor) => actors.includes(actor)));
  if (!theirs) throw new AppError('forbidden');
  if (conflicts(person, record, action)) throw new AppError('conflictOfInterest');
}

/** What a person may do with a case now, the main act first. */
export function abilitiesOf(person: Person, record: CaseRecord): CaseAction[] {
  const actors = deskActors(person, record);
  const open = caseRows.filter(
    (row) =>
      row.from.includes(record.stage) &&
      (row.when?.(record) ?? true) &&
      row.by.some((actor) => actors.includes(actor)) &&
      !conflicts(person, record, row.action),
  );
  return open.map((row) => row.action);
}

/** Whether the check would be theirs, had they or their unit not handled the case. */
export const checkBarred = (person: Person, record: CaseRecord): boolean =>
  record.stage === 'handled' && deskActors(person, record).includes('checker') && handledItself(person, record);

/** The keys of `waitsFor` that are a person's turn. */
export function turnsOf(person: Person): string[] {
  const turns: string[] = person.duties.filter((duty) => duty !== 'handler');
  if (person.duties.includes('handler') && person.unit) turns.push(`handler:${person.unit.id}`);
  if (person.role === 'squadronLead') turns.push('acceptor', 'dispatcher');
  return [...new Set(turns)];
}
