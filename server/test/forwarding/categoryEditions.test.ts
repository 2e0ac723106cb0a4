import type { Category } from '@jierong/shared/categories';
import { editionNames, toEdition } from '../../src/forwarding/categoryEditions';
import { dataText } from '../data/dataFile';

const HUB = 'gbt47678-5-2026';
const OF_2013 = 'gbt30428-2-2013';
const OF_2007 = 'cjt214-2007';

const all: Category[] = dataText('categories/gbt47678-5-2026.tsv')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [kind, majorCode, , , code, name] = line.split('\t') as [string, string, string, string, string, string];
    const of = kind === '管理部件' ? 'component' : 'event';
    return { standard: 'GB/T 47678.5', edition: '2026', kind: of, majorCode, code, name };
  });
const here = (code: string, kind: Category['kind'] = 'event'): Category =>
  all.find((each) => each.code === code && each.kind === kind)!;
const older = (standard: string, edition: string, code: string, kind: Category['kind'] = 'event'): Category => ({
  standard,
  edition,
  kind,
  majorCode: code.slice(0, 2),
  code,
  name: '店外经营',
});
const codeIn = (category: Category, edition: string): string => {
  const found = toEdition(category, edition);
  return found.outcome === 'mapped' ? `${found.category.kind} ${found.category.code}` : 'unmapped';
};

describe('a code in the numbering of 2013', () => {
  it.each([
    ['09005', 'event 0405'],
    ['09001', 'event 0401'],
    ['07003', 'event 0203'],
    ['06036', 'event 0136'],
    ['08016', 'event 0316'],
  ])('takes five from the major and two digits of the minor: %s is %s', (code, wanted) => {
    expect(codeIn(here(code), OF_2013)).toBe(wanted);
  });

  it('names the standard, the edition and the major it is in', () => {
    expect(toEdition(here('09005'), OF_2013)).toEqual({
      outcome: 'mapped',
      category: {
        standard: 'GB/T 30428.2',
        edition: '2013',
        kind: 'event',
        majorCode: '04',
        code: '0405',
        name: '店外经营',
      },
    });
  });

  it('files the fault of a component under the component', () => {
    expect(codeIn(here('01006', 'event'), OF_2013)).toBe('component 0106');
    expect(codeIn(here('01006', 'component'), OF_2013)).toBe('component 0106');
    expect(codeIn(here('06006'), OF_2013)).toBe('event 0106');
  });

  it('has nothing for the class 10, because the fifth class there is another one', () => {
    expect(toEdition(here('10001'), OF_2013)).toEqual({
      outcome: 'unmapped',
      detail: `category event 10001 in ${OF_2013}: no counterpart`,
    });
  });
});

describe('a code in the numbering of 2007', () => {
  it('has street order in 05 and emergencies in 04, not the other way round', () => {
    expect(codeIn(here('09005'), OF_2007)).toBe('event 0504');
    expect(codeIn(here('10001'), OF_2007)).toBe('event 0407');
    expect(codeIn(older('CJ/T 214', '2007', '0504'), OF_2013)).toBe('event 0405');
    expect(codeIn(older('CJ/T 214', '2007', '0405'), OF_2013)).toBe('unmapped');
    expect(codeIn(older('GB/T 30428.2', '2013', '0504'), HUB)).toBe('unmapped');
  });

  it('goes by meaning and not by number', () => {
    expect(codeIn(here('06010'), OF_2007)).toBe('event 0102');
    expect(codeIn(here('01023', 'component'), OF_2007)).toBe('component 0114');
    expect(codeIn(here('01014', 'component'), OF_2007)).toBe('unmapped');
  });
});

describe('all 403 codes', () => {
  it.each([
    [OF_2013, { event: 116, component: 21 }],
    [OF_2007, { event: 80, component: 42 }],
  ])('are each mapped or said to have no counterpart in %s', (edition, wanted) => {
    expect(all).toHaveLength(403);
    const mapped = all.filter((category) => toEdition(category, edition).outcome === 'mapped');
    expect({
      event: mapped.filter((each) => each.kind === 'event').length,
      component: mapped.filter((each) => each.kind === 'component').length,
    }).toEqual(wanted);
    for (const category of all) {
      const found = toEdition(category, edition);
      if (found.outcome === 'unmapped') expect(found.detail.length).toBeLessThanOrEqual(200);
    }
  });

  it.each([OF_2013, OF_2007])(
    'come back from %s as they went, but for a fault that comes back as its component',
    (edition) => {
      for (const category of all) {
        const there = toEdition(category, edition);
        if (there.outcome === 'unmapped') continue;
        const isFault = category.kind === 'event' && category.majorCode < '06';
        expect(toEdition(there.category, HUB)).toEqual({
          outcome: 'mapped',
          category: isFault ? here(category.code, 'component') : category,
        });
      }
    },
  );

  it('stay what they are in their own edition', () => {
    for (const category of all) expect(toEdition(category, HUB)).toEqual({ outcome: 'mapped', category });
  });

  it('never share a number there unless they are a component and its fault', () => {
    for (const edition of [OF_2013, OF_2007]) {
      const taken = new Map<string, string>();
      for (const category of all) {
        const found = codeIn(category, edition);
        if (found === 'unmapped') continue;
        expect(taken.get(found) ?? category.code).toBe(category.code);
        taken.set(found, category.code);
      }
    }
  });
});

it('an edition nobody knows is said, in either place', () => {
  expect(editionNames).toEqual([HUB, OF_2013, OF_2007]);
  expect(codeIn(here('09005'), 'gbt30428-2-1999')).toBe('unmapped');
  expect(codeIn(older('GB/T 30428.2', '1999', '0405'), HUB)).toBe('unmapped');
});
