import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Category, categoryKind } from '@jierong/shared/categories';
import * as z from 'zod';
import { serverRoot } from '../serverRoot';

const folder = join(serverRoot, 'data', 'categoryEditions');
const editionsFile = z.strictObject({
  hub: z.string(),
  editions: z.record(
    z.string(),
    z.strictObject({ standard: z.string(), edition: z.string(), digits: z.number().int().min(3).max(8) }),
  ),
});
const file = editionsFile.parse(JSON.parse(readFileSync(join(folder, 'editions.json'), 'utf8')));

/** Names of the editions that are known, as `editions.json` has them. */
export const editionNames: readonly string[] = Object.keys(file.editions);

/** A category in the numbering of another edition, or why there is none. */
export type Converted = { outcome: 'mapped'; category: Category } | { outcome: 'unmapped'; detail: string };

type Numbered = Pick<Category, 'kind' | 'code' | 'name'>;

const mark = ({ kind, code }: Pick<Numbered, 'kind' | 'code'>): string => `${kind} ${code}`;

const row = (digits: { here: number; there: number }) =>
  z.tuple([
    categoryKind,
    z.string().regex(new RegExp(`^\\d{${digits.here}}$`)),
    z.string().min(1),
    categoryKind,
    z.string().regex(new RegExp(`^\\d{${digits.there}}$`)),
    z.string().min(1),
    z.enum(['named', 'rule', 'between', 'twoLists', 'oneList']),
  ]);

/** Both ways of one table. A component and its fault may share a counterpart; back from there leads to the component. */
function readTable(name: string): { out: Map<string, Numbered>; back: Map<string, Numbered> } {
  const [, ...lines] = readFileSync(join(folder, `${name}.tsv`), 'utf8')
    .trimEnd()
    .split('\n');
  const digits = { here: digitsOf(file.hub), there: digitsOf(name) };
  const out = new Map<string, Numbered>();
  const back = new Map<string, Numbered>();
  for (const line of lines) {
    const [kind, code, hubName, thereKind, thereCode, thereName] = row(digits).parse(line.split('\t'));
    const here = { kind, code, name: hubName };
    const there = { kind: thereKind, code: thereCode, name: thereName };
    if (out.has(mark(here))) throw new Error(`${name}: ${mark(here)} stands there twice`);
    out.set(mark(here), there);
    const known = back.get(mark(there));
    if (known && known.code !== code) throw new Error(`${name}: ${mark(there)} has two origins`);
    if (!known || kind === thereKind) back.set(mark(there), here);
  }
  return { out, back };
}

const digitsOf = (name: string): number => file.editions[name]!.digits;

const tables = new Map(editionNames.filter((name) => name !== file.hub).map((name) => [name, readTable(name)]));

const nameOf = ({ standard, edition }: Category): string | undefined =>
  editionNames.find((name) => {
    const known = file.editions[name]!;
    return known.standard === standard && known.edition === edition;
  });

/**
 * A category in the numbering of another edition. Pure, by table only: what the table does not name is `unmapped`.
 * @param edition one of `editionNames`
 */
export function toEdition(category: Category, edition: string): Converted {
  const from = nameOf(category);
  if (!from) return unmapped(category, edition, `${category.standard} of ${category.edition} is not known`);
  if (!editionNames.includes(edition)) return unmapped(category, edition, `edition ${edition} is not known`);
  if (from === edition) return { outcome: 'mapped', category };
  const atHub = from === file.hub ? category : tables.get(from)?.back.get(mark(category));
  const found = atHub && (edition === file.hub ? atHub : tables.get(edition)?.out.get(mark(atHub)));
  return found
    ? { outcome: 'mapped', category: inEdition(found, edition) }
    : unmapped(category, edition, 'no counterpart');
}

/** A code of an edition as a category; its major is its first two digits. */
const inEdition = ({ kind, code, name }: Numbered, edition: string): Category => {
  const { standard, edition: year } = file.editions[edition]!;
  return { standard, edition: year, kind, majorCode: code.slice(0, 2), code, name };
};

const unmapped = ({ kind, code }: Category, edition: string, why: string): Converted => ({
  outcome: 'unmapped',
  detail: `category ${kind} ${code} in ${edition}: ${why}`,
});
