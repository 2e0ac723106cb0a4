import { categoryGroups, timeLimit } from '@jierong/shared/categories';
import { duties as dutyNames, roles } from '@jierong/shared/roles';
import { dataJson } from './dataFile';

interface Person {
  id: string;
  name: string;
  role: string;
  title: string;
  unitId?: string;
  roadIds?: string[];
  shopId?: string;
  allianceId?: string;
  gridCode?: string;
  duties?: string[];
}
interface Unit {
  id: string;
  name: string;
  kind: string;
  groups: string[];
}
interface DutiesFile {
  demonstration: boolean;
  fallbackUnitId: string;
  duties: { name: string; category?: { groups?: string[] }; unitId: string; limit?: { value: number; unit: string } }[];
}

const peopleFile = dataJson<{ demonstration: boolean; people: Person[] }>('demonstration/people.json');
const unitsFile = dataJson<{ demonstration: boolean; units: Unit[] }>('demonstration/units.json');
const dutiesFile = dataJson<DutiesFile>('demonstration/duties.json');
const { shops, alliance } = dataJson<{ shops: { id: string }[]; alliance: { id: string; leadId: string } }>(
  'demonstration/shops.json',
);
const ids = (path: string, key: string) =>
  dataJson<{ features: { properties: Record<string, string> }[] }>(path).features.map(
    (feature) => feature.properties[key],
  );
const { people } = peopleFile;
const { units } = unitsFile;
const inRole = (role: string) => people.filter((person) => person.role === role);
const onDuty = (duty: string) => people.filter((person) => person.duties?.includes(duty));

describe('the demonstration people', () => {
  it('have an id and a name of their own and a role the program knows', () => {
    expect(new Set(people.map((person) => person.id)).size).toBe(people.length);
    expect(new Set(people.map((person) => person.name)).size).toBe(people.length);
    expect(new Set(people.map((person) => person.role))).toEqual(new Set(roles));
    expect(
      people.flatMap((person) => person.duties ?? []).filter((duty) => !dutyNames.some((d) => d === duty)),
    ).toEqual([]);
  });

  it('are two where two are needed: residents, merchants, and moderators, since an appeal goes to another one', () => {
    for (const role of ['resident', 'merchant', 'moderator']) expect(inRole(role).length).toBeGreaterThanOrEqual(2);
  });

  it('refer only to units, roads, shops and grids that exist', () => {
    const known = new Set([
      ...units.map((unit) => unit.id),
      ...shops.map((shop) => shop.id),
      ...ids('demonstration/roads.geojson', 'id'),
      ...ids('demonstration/grids.geojson', 'code'),
      alliance.id,
    ]);
    const named = people.flatMap((person) =>
      [person.unitId, person.shopId, person.allianceId, person.gridCode, ...(person.roadIds ?? [])].filter(
        (id) => id !== undefined,
      ),
    );
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect(people.find((person) => person.id === alliance.leadId)?.role).toBe('allianceLead');
  });

  it('lead every road at three levels: bureau, squadron and street', () => {
    for (const role of ['bureauLead', 'squadronLead', 'roadChief']) {
      const led = new Set(inRole(role).flatMap((person) => person.roadIds ?? []));
      expect([...led].sort()).toEqual(ids('demonstration/roads.geojson', 'id').sort());
    }
  });
});

describe('the demonstration desk', () => {
  it('can take a case from acceptance to its check', () => {
    for (const duty of dutyNames) expect(onDuty(duty).length).toBeGreaterThanOrEqual(1);
    expect(new Set(onDuty('handler').map((person) => person.unitId)).size).toBeGreaterThanOrEqual(2);
  });

  it('has checkers of a unit that handles nothing', () => {
    const handling = new Set(onDuty('handler').map((person) => person.unitId));
    expect(onDuty('checker').filter((person) => handling.has(person.unitId))).toEqual([]);
  });

  it('gives every group but the rest one unit, with a handler there', () => {
    const named = new Set(dutiesFile.duties.flatMap((duty) => duty.category?.groups ?? []));
    expect(categoryGroups.filter((group) => !named.has(group))).toEqual(['other']);
    for (const duty of dutiesFile.duties) {
      expect(units.map((unit) => unit.id)).toContain(duty.unitId);
      if (duty.limit) expect(timeLimit.safeParse(duty.limit).success).toBe(true);
      expect(onDuty('handler').some((person) => person.unitId === duty.unitId)).toBe(true);
    }
  });

  it('names a unit for what nobody owns', () => {
    expect(units.some((unit) => unit.id === dutiesFile.fallbackUnitId)).toBe(true);
    expect(onDuty('handler').some((person) => person.unitId === dutiesFile.fallbackUnitId)).toBe(true);
  });

  it('says that it is demonstration data', () => {
    expect([peopleFile, unitsFile, dutiesFile].filter((file) => file.demonstration !== true)).toEqual([]);
  });
});
