import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { adapter } from '../../../../src/forwarding/adapters/webhook/adapter';
import { caseFacts } from '../../../../src/forwarding/adapters/webhook/facts';
import { type FieldMap, loadFieldMap, parseFieldMap } from '../../../../src/forwarding/adapters/webhook/fieldMap';
import { fill } from '../../../../src/forwarding/adapters/webhook/fill';
import { readTime, writeTime } from '../../../../src/forwarding/adapters/webhook/times';
import { dataFolder } from '../../../data/dataFile';
import { caseInput } from '../contractData';
import { platformKey, programKey } from './platforms';

const good = loadFieldMap('yuzhong');

describe('the field maps that ship', () => {
  it('are all whole', () => {
    const names = readdirSync(join(dataFolder, 'webhookMaps')).filter((file) => file.endsWith('.json'));
    expect(names.sort()).toEqual(['xiuzhou.json', 'yuzhong.json']);
    for (const name of names) expect(loadFieldMap(name.replace('.json', '')).about).toContain('Assumed');
  });
});

describe('a field map with a mistake is not taken, and the mistake is named', () => {
  const wrong: [string, (map: FieldMap) => unknown, string][] = [
    ['a setting nobody knows', (map) => ({ ...map, retries: 3 }), 'retries'],
    ['a fact there is none of', (map) => withField(map, { to: 'phone', from: 'reporterPhone' }), 'open.fields[0]'],
    ['a sentence with such a fact', (map) => withField(map, { to: 'x', template: '{reporterName}' }), 'open.fields[0]'],
    ['a place of no name', (map) => withField(map, { to: 'a..b', from: 'key' }), 'open.fields[0]'],
    ['a place that is everybody’s', (map) => withField(map, { to: 'a.__proto__', from: 'key' }), 'open.fields[0]'],
    ['an edition nobody knows', (map) => ({ ...map, edition: 'gbt30428-2-1999' }), 'edition'],
    [
      'an action there is none of',
      (map) => ({ ...map, receive: { ...map.receive, status: { paths: ['case_status'], actions: { 1: 'finish' } } } }),
      'receive.status.actions',
    ],
    [
      'neither key nor number',
      ({ receive: { key, ...receive }, ...map }) => ({ ...map, receive }),
      'must find the key or the case number',
    ],
    [
      'a signature without a header, and no id of the event',
      (map) => ({
        ...map,
        signature: { style: 'sortedMd5', keyAt: 'a', timestampAt: 'b', signAt: 'c', secretAs: 'd' },
      }),
      'receive.eventId',
    ],
    [
      'numbers that come later, and calls that do not tell them',
      (map) => ({ ...map, open: { ...map.open, answer: { ...map.open.answer, token: 'ticket' } } }),
      'receive.caseNumber',
    ],
  ];
  it.each(wrong)('%s', (_, change, named) => {
    expect(() => parseFieldMap('of-the-test', change(good))).toThrow(named);
  });

  it('that is not there at all', () => {
    expect(() => loadFieldMap('nowhere')).toThrow('nowhere.json');
  });
});

describe('the settings of a destination', () => {
  const settings = { map: 'yuzhong', url: 'https://p.example', sendKey: programKey, receiveKeys: [platformKey] };
  it.each<[string, Record<string, unknown>]>([
    ['name no file elsewhere', { map: '../../package' }],
    ['call nothing but http', { url: 'file:///etc/passwd' }],
    ['have secrets that cannot be guessed', { sendKey: { id: 'a', secret: 'short' } }],
    ['never have one secret for both ways', { receiveKeys: [{ ...programKey, id: 'b' }] }],
    ['tell keys apart', { receiveKeys: [platformKey, { ...platformKey, secret: 'another-secret-of-24-signs' }] }],
    ['know nothing else', { retries: 3 }],
  ])('%s', (_, change) => {
    expect(adapter.settings.safeParse(settings).success).toBe(true);
    expect(adapter.settings.safeParse({ ...settings, ...change }).success).toBe(false);
  });
});

describe('moments', () => {
  const moment = fc.date({ min: new Date('2001-10-01'), max: new Date('2200-01-01'), noInvalidDate: true });
  it.each(['seconds', 'milliseconds', 'iso', 'local'] as const)('come back from %s as they were written', (format) => {
    fc.assert(
      fc.property(moment, (at) => {
        const exact = format === 'iso' || format === 'milliseconds';
        const kept = exact ? at : new Date(Math.floor(at.getTime() / 1000) * 1000);
        const written = writeTime(at, format);
        expect([readTime(written, format), readTime(String(written), format)]).toEqual([kept, kept]);
      }),
    );
  });

  it('are those of China where a platform names no zone', () => {
    expect(writeTime(new Date('2026-11-22T16:30:00Z'), 'local')).toBe('2026-11-23 00:30:00');
  });
});

describe('fields', () => {
  const input = caseInput({ title: '👩‍🔧井盖'.repeat(3) });
  const facts = caseFacts(good, input, { category: input.category, photos: ['a', 'b'] });
  const filled = (...fields: FieldMap['open']['fields']) => fill(fields, facts);

  it('lie as deep as the map says', () => {
    expect(filled({ to: 'data.case.id', from: 'key' }, { to: 'data.case.round', from: 'round', as: 'string' })).toEqual(
      { body: { data: { case: { id: input.key, round: '1' } } } },
    );
  });

  it('are cut between signs, never within one code point', () => {
    const { body } = filled({ to: 't', from: 'title', maxLength: 2 }) as { body: { t: string } };
    expect(body.t).toBe('👩…');
  });

  it('are left out when nothing is known, and named when they must be there', () => {
    expect(filled({ to: 'x', from: 'longitude' }, { to: 'p', from: 'photos', item: 5 })).toEqual({ body: {} });
    expect(
      filled({ to: 'x', from: 'longitude', required: true }, { to: 'y', template: '{latitude}', required: true }),
    ).toEqual({ missing: ['x', 'y'] });
  });

  it('hold numbers and yes or no as the platform wants them', () => {
    expect(
      filled(
        { to: 'n', from: 'supports', as: 'string' },
        { to: 'b', from: 'supervised' },
        { to: 's', from: 'supervised', as: 'string' },
        { to: 'c', from: 'supervised', as: 'number' },
        { to: 'z', constant: null },
      ),
    ).toEqual({ body: { n: '3', b: false, s: 'false', c: 0, z: null } });
  });
});

function withField(map: FieldMap, field: unknown): unknown {
  return { ...map, open: { ...map.open, fields: [field] } };
}
