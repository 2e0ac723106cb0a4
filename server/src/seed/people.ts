import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { duty, role } from '@jierong/shared/roles';
import * as z from 'zod';
import { PersonModel, type PersonRecord } from '../modules/people/model';
import { serverRoot } from '../serverRoot';

const folder = join(serverRoot, 'data', 'demonstration');
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

const peopleFile = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role,
      title: z.string(),
      unitId: z.optional(z.string()),
      shopId: z.optional(z.string()),
      allianceId: z.optional(z.string()),
      gridCode: z.optional(z.string()),
      roadIds: z.optional(z.array(z.string())),
      duties: z.optional(z.array(duty)),
    }),
  ),
});
const named = z.object({ id: z.string(), name: z.string() });
const unitsFile = z.object({ units: z.array(named) });
const shopsFile = z.object({ alliance: z.object({ id: z.string() }), shops: z.array(named) });

const GRANT_YEARS = 5;

/** The demonstration people: one or two for every role. Their names are made up and they exist nowhere but here. */
export function demonstrationPeople(now: Date): PersonRecord[] {
  const units = new Map(unitsFile.parse(readJson('units.json')).units.map((u) => [u.id, u.name]));
  const { alliance, shops } = shopsFile.parse(readJson('shops.json'));
  const until = new Date(now.getTime() + GRANT_YEARS * 365 * 86_400_000);
  return peopleFile.parse(readJson('people.json')).people.map((p) => {
    const shop = shops.find((s) => s.id === p.shopId);
    const unitName = p.unitId ? units.get(p.unitId) : undefined;
    const allianceId = p.allianceId ?? (shop ? alliance.id : undefined);
    return {
      _id: p.id,
      nickname: p.name,
      role: p.role,
      title: p.title,
      grants: (p.duties ?? []).map((d) => ({ duty: d, unitId: p.unitId ?? '', until })),
      ...(p.unitId && unitName ? { unit: { id: p.unitId, name: unitName } } : {}),
      ...(shop ? { shop: { id: shop.id, name: shop.name } } : {}),
      ...(allianceId ? { allianceId } : {}),
      ...(p.gridCode ? { gridId: p.gridCode } : {}),
      roadIds: p.roadIds ?? [],
      phoneVerified: true,
      demonstration: true,
      createdAt: now,
    };
  });
}

/** Puts the demonstration people in; a repeat brings changed files in and keeps who is there. */
export async function seedPeople(now: Date): Promise<void> {
  await PersonModel.bulkWrite(
    demonstrationPeople(now).map(({ _id, createdAt, ...person }) => ({
      updateOne: { filter: { _id }, update: { $set: person, $setOnInsert: { createdAt } }, upsert: true },
    })),
  );
}
