import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cases } from '@jierong/shared/endpoints/cases';
import { reports } from '@jierong/shared/endpoints/reports';
import { comments } from '@jierong/shared/endpoints/talk';
import { caseDeskDestination } from '../../src/forwarding/adapters/caseDesk';
import { knownNames } from '../../src/forwarding/knownNames';
import type { CaseUpdate, Destination } from '../../src/forwarding/port';
import { toCase } from '../../src/forwarding/toCase';
import { toUpdate } from '../../src/forwarding/toUpdate';
import { makeLogger } from '../../src/log';
import { PersonModel } from '../../src/modules/people/model';
import { type Api, startApi } from '../support/api';
import { afterUndo, caseOf, desk, handle, seen, send } from '../support/reports';
import { actedAt, markedReport, marksIn, updateEntry } from './leaving';

/**
 * The walk of what leaves. Adapters are given a `CaseInput` or a `CaseUpdate` and nothing else, so that what is not in
 * these is in no adapter's output: the first two tests hold for every adapter, also for those to come.
 */
describe('of a report in which every text is marked', () => {
  const report = markedReport();

  test('a case holds its own words, place and photos, and nothing of a person', () => {
    const input = toCase(report);
    expect(marksIn(input)).toEqual([
      'id',
      'photos.alt',
      'photos.key',
      'place.address',
      'place.grid',
      'place.gridId',
      'place.road',
      'title',
      'words',
    ]);
    expect(JSON.stringify(input)).not.toContain(actedAt.toISOString().slice(0, 13));
  });

  const kinds: CaseUpdate['kind'][] = [
    'reopened',
    'withdrawn',
    'supports',
    'disputed',
    'disputeRejected',
    'confirmed',
    'closed',
  ];
  test.each(kinds)('news of the kind %s holds a reason and its photos at most', (kind) => {
    const update = toUpdate(report, updateEntry(kind, 2), 'NH1');
    const may = ['id', 'timeline.photos.alt', 'timeline.photos.key', 'timeline.reason'];
    expect(marksIn(update).filter((field) => !may.includes(field))).toEqual([]);
    expect(JSON.stringify(update)).not.toContain(actedAt.toISOString().slice(0, 13));
  });
});

test('no adapter can look up a person or a report: it imports neither', () => {
  const folder = join(__dirname, '../../src/forwarding/adapters');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(0);
  const reaching = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/from '([^']+)'/g)]
      .map(([, from]) => from ?? '')
      .filter((from) => /modules\/(people|reports|mine|messages|talk|ratings)\b|^mongoose$/.test(from))
      .map((from) => `${relative(folder, join(folder, name))}: ${from}`),
  );
  expect(reaching).toEqual([]);
});

describe('of a whole story told with names and numbers', () => {
  const REPORTER = 'demo-resident-1';
  const PHRASE = '盲道的砖松了会晃';
  const REASON = '没有铺平还是晃';
  const told = `${PHRASE}，找王建国先生，电话13800138000，浙F·12345压坏的，微信号 hubian_66，湖边老住拍的`;
  const personal = ['王建国', '13800138000', '12345', 'hubian_66', '湖边老住', REPORTER];
  const secrets = { phone: 'SECRET-phone', openidHash: 'SECRET-openid' };
  const lines: string[] = [];
  const left: unknown[] = [];
  let api: Api;

  /** The built-in desk, with what it was given written down; the first call fails with all of it in the error. */
  const watched = (under: Destination): Destination => {
    let failing = 1;
    return {
      ...under,
      async open(input) {
        left.push(input);
        if (failing-- > 0) throw new Error(`400 ${JSON.stringify(input)} at ${input.words} 13800138000`);
        return under.open(input);
      },
      async update(update) {
        left.push(update);
        return under.update(update);
      },
    };
  };

  beforeAll(async () => {
    api = await startApi({
      destinations: (services) => [watched(caseDeskDestination(services))],
      change: (services) => {
        services.log = makeLogger('trace', { write: (line) => void lines.push(line) });
      },
    });
    await PersonModel.updateOne({ _id: REPORTER }, { $set: secrets });
    const { id } = await send(api, REPORTER, { words: told });
    await afterUndo(api);
    api.clock.advance(60_000);
    await api.settle();
    await api.call(reports.support, { id }, 'demo-volunteer-2');
    await api.call(comments.add, { reportId: id, words: `${REASON} 13800138000` }, 'demo-merchant-1');
    await handle(api, id);
    const resolved = await seen(api, id, REPORTER);
    const evidence = { reason: `${REASON}，问王先生 13800138000`, photos: [await api.uploadPhoto(REPORTER)] };
    await api.call(reports.dispute, { id, version: resolved.version, ...evidence }, REPORTER);
    await api.settle();
    const record = await caseOf(api, id, desk.checker);
    await api.call(cases.rework, { id: record.id, version: record.version, reason: '再铺一次' }, desk.checker);
    await api.settle();
    await api.raw('/api/reports.info?id=13800138000');
    await api.raw('/api/reports.submit', {
      method: 'POST',
      body: `{"words":"${told}`,
    });
  });
  afterAll(() => api.close());

  test('the case and its news say what is wrong, and not who said so', () => {
    const texts = JSON.stringify(left);
    expect(left.length).toBeGreaterThan(2);
    expect(texts).toContain(PHRASE);
    expect(texts).toContain(REASON);
    const scrubbed = [...personal.filter((part) => part !== '湖边老住'), ...Object.values(secrets)];
    for (const part of scrubbed) expect([part, texts.includes(part)]).toEqual([part, false]);
  });

  test('no line of the log holds a name, a number or a word of a report', () => {
    const log = lines.join('');
    expect(lines.length).toBeGreaterThan(20);
    expect(log).toContain('a destination failed');
    const parts = [...personal, ...Object.values(secrets), PHRASE, REASON, '吉丽街'];
    for (const part of parts) expect([part, lines.filter((line) => line.includes(part))]).toEqual([part, []]);
  });

  test('the name by which the reporter is known is covered too', async () => {
    const names = await knownNames({ reporterId: REPORTER });
    const report = { ...markedReport(), words: told };
    expect(names).toEqual(['湖边老住']);
    expect(toCase(report, names).words).not.toContain('湖边老住');
  });
});
