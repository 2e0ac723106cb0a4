import { type Open311Settings, open311Settings } from '../../../../src/forwarding/adapters/open311/settings';
import { answersOfRequests, answersOfUpdates } from '../../../../src/forwarding/adapters/open311/toAnswers';
import { serviceOf, toRequest, toServiceUpdate } from '../../../../src/forwarding/adapters/open311/toRequest';
import { caseInput, caseUpdate, contractContext } from '../contractData';

const settings = (more: Record<string, unknown> = {}): Open311Settings =>
  open311Settings.parse({
    endpoint: 'https://city.example/open311/v2',
    services: { categories: { '01001': { code: 'MANHOLE', attributes: { street: '{road}', note: '{unknown}' } } } },
    lookUp: { by: 'window' },
    ...more,
  });
const { toDatum, photos } = contractContext('city', { call: () => Promise.reject(new Error('not called')) });
const context = { toDatum, address: photos.address };
const at = new Date('2026-11-23T01:00:00.500Z');

describe('a case as a service request', () => {
  test('has the service, the place in WGS-84, the words and every photo, and nothing of a person', () => {
    const input = caseInput({ words: '盖子裂了', place: { ...caseInput().place, address: '吉丽街 12 号', cells: [] } });
    const service = serviceOf(settings(), input);
    if (!service) throw new Error('no service');
    const fields = toRequest(input, service, settings({ fields: { email: 'office@town.example' } }), context);
    expect(fields).toEqual([
      ['service_code', 'MANHOLE'],
      ['lat', '30.754410'],
      ['long', '120.778997'],
      ['address_string', '吉丽街 12 号'],
      ['description', `吉丽街井盖破损\n\n盖子裂了\n\n〔转交编号 ${input.key}〕`],
      ...input.photos.map(({ key }) => ['media_url', `https://photos.example/media/${key}-full.jpg`]),
      ['attribute[street]', '吉丽街'],
      ['attribute[note]', '{unknown}'],
      ['email', 'office@town.example'],
    ]);
  });

  test('carries our key in an attribute where the other side has one for it, and then not in the description', () => {
    const input = caseInput();
    const own = settings({
      keyAttribute: 'fixmystreet_id',
      lookUp: { by: 'repeat' },
      photos: { by: 'address', all: false },
    });
    const fields = toRequest(input, { code: 'X', attributes: {} }, own, context);
    expect(fields).toContainEqual(['attribute[fixmystreet_id]', input.key]);
    expect(fields.find(([name]) => name === 'description')?.[1]).not.toContain(input.key);
    expect(fields.filter(([name]) => name === 'media_url')).toHaveLength(1);
  });

  test('finds its service by code, then by group, then by what is left; without any there is none', () => {
    const input = caseInput();
    const by = (services: Record<string, unknown>) => serviceOf(settings({ services }), input)?.code;
    const group = { road: { code: 'ROAD' } };
    expect(by({ categories: { '01001': { code: 'COVER' } }, groups: group })).toBe('COVER');
    expect(by({ groups: group, otherwise: { code: 'OTHER' } })).toBe('ROAD');
    expect(by({ groups: { lamp: { code: 'LAMP' } }, otherwise: { code: 'OTHER' } })).toBe('OTHER');
    expect(by({ groups: { lamp: { code: 'LAMP' } } })).toBeUndefined();
  });

  test('news go as an update with an id of their own, the time in whole seconds and a status that moves nothing by itself', () => {
    const update = caseUpdate({ reportId: 'r1' }, '2026001', 'supports', 'u-1');
    expect(toServiceUpdate(update, at, settings(), context)).toEqual([
      ['update_id', 'u-1'],
      ['service_request_id', '2026001'],
      ['status', 'UNCHANGED'],
      ['updated_datetime', '2026-11-23T01:00:00Z'],
      ['description', '现有 3 人附议。'],
    ]);
    const disputed = toServiceUpdate(
      { ...update, kind: 'reopened', supervised: true, reason: '还是坏的' },
      at,
      settings(),
      context,
    );
    expect(disputed).toContainEqual(['status', 'REOPEN']);
    expect(disputed).toContainEqual(['description', '上报人或附议人认为没有解决，请重新处置：还是坏的（已督办）']);
  });
});

describe('what comes back', () => {
  const update = (
    id: string,
    status: string,
    time = '2026-11-23T09:00:00+08:00',
    more: Record<string, string> = {},
  ) => ({
    update_id: id,
    service_request_id: '7',
    status,
    updated_datetime: time,
    ...more,
  });

  test('updates become answers by their status, with the words of the other side', () => {
    const { answers } = answersOfUpdates(
      [
        update('1', 'INVESTIGATING', undefined, { description: '已派人查看' }),
        update('2', 'in progress', '2026-11-23T02:00:00Z', { agency_responsible: '市政一所' }),
        update('3', 'NOT_COUNCILS_RESPONSIBILITY', '2026-11-23T03:00:00Z', { description: '属于小区物业' }),
        update('4', 'NO_FURTHER_ACTION', '2026-11-23T04:00:00Z', { description: '无法修复' }),
      ],
      settings(),
    );
    expect(answers).toMatchObject([
      { action: 'accept', caseNumber: '7', eventId: '1', note: '已派人查看', at: new Date('2026-11-23T01:00:00Z') },
      { action: 'start', by: '市政一所', unitName: '市政一所' },
      { action: 'decline', reason: 'outOfScope', note: '属于小区物业' },
      { action: 'closeUnfixed', reason: '无法修复' },
    ]);
  });

  test('the same second is kept in order of ids, and the order does not depend on how the list came', () => {
    const rows = ['9', '10', '11'].map((id) => update(id, id === '10' ? 'OPEN' : 'INVESTIGATING'));
    const [one, two] = [rows, [...rows, ...rows].reverse()].map((list) => answersOfUpdates(list, settings()).answers);
    expect(one).toEqual(two);
    expect(one?.map(({ eventId }) => eventId)).toEqual(['9', '11']);
    expect(one?.[0]?.seq).toBeLessThan(one?.[1]?.seq ?? 0);
  });

  test('our key is taken from its attribute, and what carries the id of another sender is none of ours', () => {
    const own = settings({ keyAttribute: 'fixmystreet_id' });
    const rows = [
      update('1', 'FIXED', undefined, { fixmystreet_id: 'r1:2' }),
      update('2', 'FIXED', undefined, { fixmystreet_id: '31' }),
      update('3', 'FIXED'),
    ];
    expect(answersOfUpdates(rows, own).answers.map(({ eventId, key }) => [eventId, key])).toEqual([
      ['1', 'r1:2'],
      ['3', undefined],
    ]);
  });

  test('photos of an update are addresses to fetch them from; the photo of a request is our own', () => {
    const photos = { media_url: 'https://city.example/a.jpg\nhttps://city.example/b.jpg' };
    const [told] = answersOfUpdates([update('1', 'FIXED', undefined, photos)], settings()).answers;
    expect(told?.photoAddresses).toEqual(['https://city.example/a.jpg', 'https://city.example/b.jpg']);
    const request = { service_request_id: '7', status: 'closed', updated_datetime: '2026-11-23T02:00:00Z', ...photos };
    expect(answersOfRequests([request], settings()).answers[0]).not.toHaveProperty('photoAddresses');
    const odd = { media_url: 'file:///etc/passwd javascript:alert(1)' };
    const [none] = answersOfUpdates([update('1', 'FIXED', undefined, odd)], settings()).answers;
    expect(none).not.toHaveProperty('photoAddresses');
  });

  test('what names no case, no id or no time is counted and not guessed', () => {
    const rows = [
      update('', 'FIXED'),
      { ...update('2', 'FIXED'), service_request_id: ' ' },
      update('3', 'FIXED', 'soon'),
      update('4', 'FIXED'),
    ];
    expect(answersOfUpdates(rows, settings())).toMatchObject({ answers: [{ eventId: '4' }], unreadable: 3 });
  });

  test('statuses of a city are data: other names, other meanings, or none', () => {
    const own = settings({ statuses: { '已 派单': { action: 'dispatch' }, fixed: null } });
    const rows = [
      update('1', '已_派单', undefined, { expected_datetime: '2026-11-24T10:00:00+08:00' }),
      update('2', 'FIXED'),
      update('3', 'whatever'),
    ];
    expect(answersOfUpdates(rows, own).answers).toMatchObject([
      { action: 'dispatch', dueAt: new Date('2026-11-24T02:00:00Z') },
    ]);
    expect(answersOfUpdates(rows, own).answers).toHaveLength(1);
  });

  test('of a plain server, a request that was closed is an answer, again when it is closed again', () => {
    const request = (status: string, time: string) => ({
      service_request_id: '7',
      status,
      updated_datetime: time,
      status_notes: '修好',
    });
    const told = (row: Record<string, string>) => answersOfRequests([row], settings()).answers;
    expect(told(request('open', '2026-11-23T01:00:00Z'))).toEqual([]);
    const [first] = told(request('closed', '2026-11-23T02:00:00Z'));
    const [again] = told(request('closed', '2026-11-23T02:00:00Z'));
    const [later] = told(request('closed', '2026-11-25T02:00:00Z'));
    expect(first).toMatchObject({ action: 'checkPassed', note: '修好' });
    expect(again).toEqual(first);
    expect(later?.eventId).not.toBe(first?.eventId);
    expect(answersOfRequests([{ token: 't', status: 'open' }], settings())).toEqual({ answers: [], unreadable: 0 });
  });
});

test('settings that cannot work are refused before anything is sent', () => {
  for (const wrong of [
    { endpoint: 'ftp://city.example' },
    { lookUp: { by: 'repeat' } },
    { lookUp: { by: 'guess' } },
    { unknown: 1 },
    { statuses: { fixed: { action: 'celebrate' } } },
  ])
    expect(() => settings(wrong)).toThrow();
});
