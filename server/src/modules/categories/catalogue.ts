import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Category,
  type CategoryGroup,
  type CategoryKind,
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
  kind: CategoryKind;
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
    z.object({
      group: categoryGroup,
      name: z.string(),
      defaultCode: z.string(),
      limit: timeLimit,
      selfGovernable: z.boolean(),
    }),
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
const byCode = { component: byCodeOf('component'), event: byCodeOf('event') };

function byCodeOf(kind: CategoryKind): Map<string, CategoryRow> {
  return new Map(rows.filter((row) => row.kind === kind).map((row) => [row.code, row]));
}

/** A component and the event of its fault share a code. Who does not say which means the event: a fault is one. */
const rowOf = (code: string, kind?: CategoryKind): CategoryRow | undefined =>
  kind ? byCode[kind].get(code) : (byCode.event.get(code) ?? byCode.component.get(code));

const majors = new Set(rows.map((row) => row.majorCode));

/** Whether one of the 403 has this code; whether there is such a major (大类). */
export const hasCode = (code: string): boolean => rowOf(code) !== undefined;
export const hasMajor = (majorCode: string): boolean => majors.has(majorCode);

/** The official code of a report: the one the person searched for, or the group's own. */
export interface ChosenCategory {
  group: CategoryGroup;
  category: Category;
  limit: TimeLimit;
  selfGovernable: boolean;
}

/**
 * The category of what a person chose: a group, or one of the official codes, whose group then wins.
 * @throws unknownCategory when code and kind are none of the 403; invalidInput for a kind without a code
 */
export function chooseCategory(group: CategoryGroup, code?: string, kind?: CategoryKind): ChosenCategory {
  if (kind && !code) throw new AppError('invalidInput', { issues: [{ path: 'code', problem: 'required' }] });
  const row = rowOf(code ?? groupRows.get(group)?.defaultCode ?? '', kind);
  if (!row) throw new AppError('unknownCategory', { code });
  const { standard, edition } = file;
  return {
    group: code ? row.group : group,
    category: { standard, edition, kind: row.kind, majorCode: row.majorCode, code: row.code, name: row.name },
    limit: row.limit,
    selfGovernable: row.selfGovernable,
  };
}

/** The dozen groups with the code each stands for. */
export const groups = () =>
  file.groups.map(({ group, defaultCode, limit, selfGovernable }) => ({
    group,
    code: defaultCode,
    name: rowOf(defaultCode)?.name ?? '',
    limit,
    selfGovernable,
  }));

/** The dozen groups under their plain names, with the official codes and everyday words that belong to each. */
export const groupsWithCodes = () =>
  file.groups.map(({ group, name, limit }) => ({
    group,
    name,
    limit,
    codes: rows
      .filter((row) => row.group === group)
      .map(({ kind, code, name, words }) => ({ kind, code, name, words })),
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
