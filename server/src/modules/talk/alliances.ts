import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { serverRoot } from '../../serverRoot';

const register = z
  .object({ shops: z.array(z.object({ id: z.string(), allianceId: z.optional(z.string()) })) })
  .parse(JSON.parse(readFileSync(join(serverRoot, 'data', 'demonstration', 'shops.json'), 'utf8')));
const allianceByShop = new Map(register.shops.map((shop) => [shop.id, shop.allianceId]));

/** The alliance a shop belongs to, by the register of shops; undefined when it is in none. */
export const allianceOf = (shopId: string | undefined): string | undefined =>
  shopId === undefined ? undefined : allianceByShop.get(shopId);
