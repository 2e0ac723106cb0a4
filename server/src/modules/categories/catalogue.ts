import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Category,
  type CategoryGroup,
  type CategoryMatch,
  categoryGroup,
  type TimeLimit,
  timeLimit,
} from '@jierong/shared/categories';
import * as z from 'zod';
import { AppError } from '../../appError';
import { serverRoot } from '../../serverRoot';

/** One of the 403 official codes with what the program adds: its plain group, everyday words, limit. */
interface CategoryRow {
  kind: 'component' | 'event';
  majorCode: string;
  majorName: string;
  code: string;
  name: string;
  group: CategoryGroup;
  words: string[];
  limit: TimeLimit;
  selfGovernable: boolean;
}

const folder = join(serverRoot, 'data', 'categories');
const groupsFile = z.object({
  standard: z.string(),
  edition: z.string(),
  groups: z.array(
    z.object({ group: categoryGroup, defaultCode: z.string(), limit: timeLimit, selfGovernable: z.boolean() }),
  ),
  codes: z.record(
    z.string(),
    z.object({
      group: categoryGroup,
      words: z.array(z.string()),
      limit: z.optional(timeLimit),
      selfGovernable: z.optional(z.boolean()),
    }),
  ),
});

const file = groupsFile.parse(JSON.parse(readFileSync(join(folder, 'groups.json'), 'utf8')));
const groupRows = new Map(file.groups.map((g) => [g.group, g]));

const rows: CategoryRow[] = readFileSync(join(folder, 'gbt47678-5-2026.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [kind, majorCode, majorName, , code, name] = line.split('\t') as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const more = file.codes[code];
    const group = groupRows.get(more?.group ?? 'other');
    if (!more || !group) throw new Error(`category ${code} has no group`);
    return {
      kind: kind === '管理部件' ? 'component' : 'event',
      majorCode,
      majorName,
      code,
      name,
      group: more.group,
      words: more.words,
      limit: more.limit ?? group.limit,
      selfGovernable: more.selfGovernable ?? group.selfGovernable,
    };
  });
const byCode = new Map(rows.map((row) => [row.code, row]));

/** The official code of a report: the one the person searched for, or the group's own. */
export interface ChosenCategory {
  group: CategoryGroup;
  category: Category;
  limit: TimeLimit;
  selfGovernable: boolean;
}

/** @throws unknownCategory when the code is none of the 403 */
export function chooseCategory(group: CategoryGroup, code?: string): ChosenCategory {
  const row = byCode.get(code ?? groupRows.get(group)?.defaultCode ?? '');
  if (!row) throw new AppError('unknownCategory', { code });
  const { kind, majorCode, name, limit, selfGovernable } = row;
  return {
    group: code ? row.group : group,
    category: { standard: file.standard, edition: file.edition, kind, majorCode, code: row.code, name },
    limit,
    selfGovernable,
  };
}

/** The dozen groups with the code each stands for. */
export const groups = () =>
  file.groups.map(({ group, defaultCode, limit, selfGovernable }) => ({
    group,
    code: defaultCode,
    name: byCode.get(defaultCode)?.name ?? '',
    limit,
    selfGovernable,
  }));

/** Codes by number, name or everyday word: whole matches before beginnings before parts; at most `max`. */
export function searchCategories(text: string, max = 30): CategoryMatch[] {
  const wanted = text.toLowerCase();
  const scored = rows
    .map((row) => ({
      row,
      score: Math.max(...[row.code, row.name, ...row.words, row.majorName].map((word) => likeness(word, wanted))),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.row.code.localeCompare(b.row.code));
  return scored
    .slice(0, max)
    .map(({ row: { code, name, kind, majorName, group } }) => ({ code, name, kind, majorName, group }));
}

function likeness(word: string, wanted: string): number {
  const lower = word.toLowerCase();
  if (lower === wanted) return 4;
  if (lower.startsWith(wanted)) return 3;
  if (lower.includes(wanted)) return 2;
  return lower.length > 1 && wanted.includes(lower) ? 1 + lower.length / 100 : 0;
}
