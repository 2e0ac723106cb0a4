import { judge } from '../../witness/judge';
import type { TestResult } from '../../witness/mongooseSuite';

const result = (outcome: TestResult['outcome'], title: string): TestResult => ({ outcome, title, file: 'a.test.js' });
const known = [{ title: 'text search', reason: 'refused' }];

test('a failure that is not on the list is told apart from one that is', () => {
  const results = [result('passed', 'find'), result('failed', 'text search'), result('failed', 'sort')];
  const { counts, failures, unknown, cured } = judge(results, known);
  expect(counts).toEqual({ passed: 1, failed: 2, pending: 0, passedPercent: 33.33 });
  expect(failures).toEqual(['text search', 'sort']);
  expect(unknown.map(({ title }) => title)).toEqual(['sort']);
  expect(cured).toEqual([]);
});

test('a test on the list that passes is named; one that was not run is not', () => {
  const list = [...known, { title: 'transactions', reason: 'no replica set' }];
  const { unknown, cured } = judge([result('passed', 'text search'), result('pending', 'transactions')], list);
  expect(unknown).toEqual([]);
  expect(cured).toEqual(['text search']);
});
