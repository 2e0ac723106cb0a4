import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TimeLimit, timeLimit } from '@jierong/shared/categories';
import * as z from 'zod';
import { serverRoot } from '../../serverRoot';
import { condition, type Issue, misfit, narrowness, unknownIn } from '../rules/condition';

/** The duty list (职责清单): which unit owns an issue and within what limit, and who owns what nobody owns (兜底). */
const file = z.strictObject({
  demonstration: z.boolean(),
  note: z.string().optional(),
  fallbackUnitId: z.string(),
  duties: z.array(
    z.strictObject({
      name: z.string().min(1).max(60),
      ...condition,
      unitId: z.string(),
      /** Without one, the limit of the issue's category holds. */
      limit: z.optional(timeLimit),
    }),
  ),
});
export type DutyList = z.infer<typeof file>;

/** Who owns an issue. `duty` names the entry of the list; without one nobody owns it and the 兜底 owner has it. */
export interface Owner {
  unitId: string;
  limit?: TimeLimit;
  duty?: string;
}

/** @throws ZodError; Error naming places and categories that no register knows */
export function readDuties(text: string): DutyList {
  const list = file.parse(JSON.parse(text));
  const wrong = list.duties.flatMap((duty) => unknownIn(duty).map((what) => `${duty.name}: unknown ${what}`));
  if (wrong.length) throw new Error(`the duty list: ${wrong.join('; ')}`);
  return list;
}

/** The owner by a duty list: the narrowest entry that fits, of equally narrow ones the first. Pure. */
export function ownerIn({ duties, fallbackUnitId }: DutyList, issue: Issue): Owner {
  const [found] = duties
    .filter((duty) => !misfit(duty, issue))
    .map((duty, order) => ({ duty, order, narrow: narrowness(duty, issue) }))
    .sort((a, b) => b.narrow[0] - a.narrow[0] || b.narrow[1] - a.narrow[1] || a.order - b.order);
  if (!found) return { unitId: fallbackUnitId };
  const { name, unitId, limit } = found.duty;
  return { unitId, duty: name, ...(limit ? { limit } : {}) };
}

const list = readDuties(readFileSync(join(serverRoot, 'data', 'demonstration', 'duties.json'), 'utf8'));

/** The owner of an issue by the duty list of this installation. */
export const ownerOf = (issue: Issue): Owner => ownerIn(list, issue);

/** The named owner of what was sent back too often. */
export const fallbackUnitId = list.fallbackUnitId;
