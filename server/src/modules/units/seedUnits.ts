import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categoryGroup } from '@jierong/shared/categories';
import * as z from 'zod';
import { serverRoot } from '../../serverRoot';
import { UnitModel } from './model';

const file = z.object({
  demonstration: z.boolean(),
  units: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['desk', 'squadron', 'department']),
      groups: z.array(categoryGroup),
    }),
  ),
});

/** Writes the demonstration units. A repeat changes nothing. */
export async function seedUnits(): Promise<void> {
  const path = join(serverRoot, 'data', 'demonstration', 'units.json');
  const { demonstration, units } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
  for (const [order, { id, ...unit }] of units.entries())
    await UnitModel.updateOne({ _id: id }, { $set: { ...unit, order, demonstration } }, { upsert: true });
}
