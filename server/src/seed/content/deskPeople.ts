import type { PersonRecord } from '../../modules/people/model';

/** Who does what at the desk in the demonstration. */
export interface DeskPeople {
  acceptor: PersonRecord;
  checkers: PersonRecord[];
  lead: PersonRecord;
  gridOfficer: PersonRecord;
  moderators: PersonRecord[];
  claimers: PersonRecord[];
  handlerOf(unitId: string): PersonRecord;
}

const one = (people: PersonRecord[], fits: (p: PersonRecord) => boolean): PersonRecord => {
  const found = people.find(fits);
  if (!found) throw new Error('the demonstration lacks a person for one of the duties');
  return found;
};
const has = (p: PersonRecord, duty: string): boolean => p.grants.some((g) => g.duty === duty);

export function deskPeopleOf(people: PersonRecord[]): DeskPeople {
  return {
    acceptor: one(people, (p) => has(p, 'acceptor') && p.role === 'departmentStaff'),
    checkers: people.filter((p) => has(p, 'checker')),
    lead: one(people, (p) => p.role === 'squadronLead'),
    gridOfficer: one(people, (p) => p.role === 'gridOfficer'),
    moderators: people.filter((p) => p.role === 'moderator'),
    claimers: people.filter((p) => ['merchant', 'roadChief', 'volunteer'].includes(p.role)),
    handlerOf: (unitId) => one(people, (p) => p.unit?.id === unitId && has(p, 'handler')),
  };
}
