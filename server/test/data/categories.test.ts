import { categoryGroups, timeLimit } from '@jierong/shared/categories';
import { dataJson, dataText } from './dataFile';

interface Limit {
  value: number;
  unit: string;
}
interface GroupsFile {
  groups: { group: string; name: string; defaultCode: string; limit: Limit; selfGovernable: boolean }[];
  codes: Record<string, { group: string; words: string[]; limit?: Limit; selfGovernable?: boolean }>;
}

const [header, ...lines] = dataText('categories/gbt47678-5-2026.tsv').trimEnd().split('\n');
const rows = lines.map((line) => {
  const [kind, majorCode, majorName, , code, name] = line.split('\t');
  return { kind: kind!, majorCode: majorCode!, majorName: majorName!, code: code!, name: name! };
});
const { groups, codes } = dataJson<GroupsFile>('categories/groups.json');

describe('the official codes of GB/T 47678.5-2026', () => {
  it('are all 403 there: 153 components and 250 events', () => {
    expect(header).toBe('kind\tmajor\tmajor_zh\tmajor_en\tcode\tname_zh\tname_en');
    expect(rows.filter((row) => row.kind === '管理部件')).toHaveLength(153);
    expect(rows.filter((row) => row.kind === '管理事项')).toHaveLength(250);
    expect(rows).toHaveLength(403);
  });

  it('never name the same kind and code twice, and begin with their major', () => {
    expect(new Set(rows.map((row) => `${row.kind}${row.code}`)).size).toBe(403);
    expect(rows.filter((row) => !/^\d{5}$/.test(row.code) || !row.code.startsWith(row.majorCode))).toEqual([]);
  });
});

describe('the plain groups people choose from', () => {
  it('are the dozen the whole program knows, each with a name, a limit and a default code of its own', () => {
    expect(groups.map((each) => each.group)).toEqual([...categoryGroups]);
    for (const each of groups) {
      expect(each.name).toMatch(/^\p{Script=Han}{2,6}$/u);
      expect(codes[each.defaultCode]?.group).toBe(each.group);
      expect(timeLimit.safeParse(each.limit).success).toBe(true);
    }
  });

  it('take in every official code and no other', () => {
    expect(Object.keys(codes).sort()).toEqual([...new Set(rows.map((row) => row.code))].sort());
    const known = new Set<string>(categoryGroups);
    expect(Object.entries(codes).filter(([, entry]) => !known.has(entry.group))).toEqual([]);
  });

  it('leave no group without an event', () => {
    const events = new Set(rows.filter((row) => row.kind === '管理事项').map((row) => codes[row.code]!.group));
    expect(events.size).toBe(categoryGroups.length);
  });
});

describe('the words people use', () => {
  it('are there for every code, short, without repeats or spaces', () => {
    for (const [code, entry] of Object.entries(codes)) {
      expect([code, entry.words.length]).not.toEqual([code, 0]);
      expect([code, new Set(entry.words).size]).toEqual([code, entry.words.length]);
      expect([code, entry.words.filter((word) => !/^\S{1,12}$/.test(word))]).toEqual([code, []]);
    }
  });

  it('are three or more for the commonest street matters', () => {
    const rich = Object.values(codes).filter((entry) => entry.words.length >= 3);
    expect(rich.length).toBeGreaterThanOrEqual(120);
  });

  it('add something to the official name', () => {
    const names = new Map(rows.map((row) => [row.code, row.name]));
    const nothingNew = Object.entries(codes).filter(([code, entry]) =>
      entry.words.every((word) => word === names.get(code)),
    );
    expect(nothingNew).toEqual([]);
  });
});

describe('the limits of the official codes', () => {
  it('follow the published examples', () => {
    const limitOf = (code: string) =>
      codes[code]!.limit ?? groups.find((each) => each.group === codes[code]!.group)!.limit;
    expect(limitOf('06010')).toEqual({ value: 4, unit: 'workingHour' });
    expect(limitOf('06012')).toEqual({ value: 2, unit: 'workingHour' });
    expect(limitOf('06011')).toEqual({ value: 2, unit: 'workingDay' });
    expect(limitOf('04013')).toEqual({ value: 5, unit: 'workingDay' });
    expect(limitOf('06001')).toEqual({ value: 7, unit: 'workingDay' });
  });

  it('are all well formed', () => {
    const wrong = Object.values(codes).filter((entry) => entry.limit && !timeLimit.safeParse(entry.limit).success);
    expect(wrong).toEqual([]);
  });

  it('let neighbours take on small things, never covers, gas or wires', () => {
    const selfGovernable = (code: string) =>
      codes[code]!.selfGovernable ?? groups.find((each) => each.group === codes[code]!.group)!.selfGovernable;
    expect(['06036', '07001', '09005', '09010', '09011', '06012'].filter((code) => !selfGovernable(code))).toEqual([]);
    expect(['01003', '01011', '01028', '10002', '06001', '09012'].filter(selfGovernable)).toEqual([]);
  });
});
