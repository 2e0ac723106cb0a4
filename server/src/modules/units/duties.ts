import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CategoryGroup, categoryGroup, timeLimit } from '@jierong/shared/categories';
import * as z from 'zod';
import { serverRoot } from '../../serverRoot';

/** The duty list (职责清单): which unit owns an issue, and who owns what nobody owns (兜底). */
const file = z.object({
  fallbackUnitId: z.string(),
  duties: z.array(z.object({ group: categoryGroup, unitId: z.string(), limit: timeLimit })),
});

const list = file.parse(
  JSON.parse(readFileSync(join(serverRoot, 'data', 'demonstration', 'duties.json'), 'utf8')) as unknown,
);
const byGroup = new Map(list.duties.map((duty) => [duty.group, duty]));

/** The unit that owns a group of issues; the 兜底 owner when none does. */
export const ownerOf = (group: CategoryGroup): string => byGroup.get(group)?.unitId ?? list.fallbackUnitId;

/** The named owner of what was sent back too often. */
export const fallbackUnitId = list.fallbackUnitId;
