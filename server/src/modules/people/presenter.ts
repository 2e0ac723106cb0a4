import type { DemonstrationPerson, Me } from '@jierong/shared/people';
import type { PersonRecord } from './model';
import type { Person } from './person';

/** The staff pages a role and its duties open, in the order of the rail. */
function workbenchOf(person: Person): Me['workbench'] {
  const desk =
    person.duties.length > 0 ||
    ['gridOfficer', 'squadronLead', 'departmentStaff', 'bureauLead', 'admin'].includes(person.role);
  const review = person.role === 'moderator';
  const lead = person.role === 'squadronLead';
  const checker = person.duties.includes('checker');
  const pages: [Me['workbench'][number], boolean][] = [
    ['desk', desk],
    ['review', review || lead],
    ['disputes', lead || checker],
    ['forwarding', lead || person.role === 'admin'],
    ['board', desk || review || person.role === 'complaintsOfficer'],
  ];
  return pages.filter(([, open]) => open).map(([page]) => page);
}

export const presentMe = (person: Person): Me => ({
  id: person.id,
  nickname: person.nickname,
  role: person.role,
  title: person.title,
  duties: person.duties,
  ...(person.unit ? { unit: person.unit } : {}),
  ...(person.shop ? { shop: person.shop } : {}),
  phoneVerified: person.phoneVerified,
  demonstration: person.demonstration,
  workbench: workbenchOf(person),
});

export const presentDemonstrationPerson = (record: PersonRecord): DemonstrationPerson => ({
  id: record._id,
  name: record.nickname,
  role: record.role,
  title: record.title,
  ...(record.unit ? { unitName: record.unit.name } : {}),
});
