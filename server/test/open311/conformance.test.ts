import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runSuite } from '../../open311-conformance/suite';
import { type Api, startApi } from '../support/api';
import { handle } from '../support/reports';
import { KEY, LAT, LONG, outsider } from './outsider';

describe('our own server', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ now: new Date() });
  });
  afterAll(() => api.close());

  test('keeps to the specification, in XML and JSON', async () => {
    const out = outsider(api);
    const ids = [await out.file(), await out.file({ service_code: 'lamp' }), await out.file()];
    await api.settle();
    await handle(api, ids[0] ?? '');
    let settling = Promise.resolve();
    api.services.kick = () => {
      settling = settling.then(() => api.settle());
    };
    const base = `${api.base}/open311/v2`;
    const results = await runSuite({ base, formats: ['xml', 'json'], key: KEY, at: { lat: LAT, long: LONG } });
    await settling;
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(results.length).toBe(60);
  });
});

describe('the suite', () => {
  /** Answers every GET with one text. */
  async function failuresOf(type: string, body: string, format: 'xml' | 'json') {
    const server = createServer((_, answer) => answer.setHeader('Content-Type', type).end(body)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const results = await runSuite({ base, formats: [format] });
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
    return new Map(results.filter(({ outcome }) => outcome === 'failed').map(({ name, why }) => [name, why ?? '']));
  }
  const request = {
    service_request_id: 1,
    status: 'done',
    service_name: 'a',
    service_code: 'a',
    description: null,
    requested_datetime: '2026-01-01 08:00',
    updated_datetime: '2026-01-01 08:00',
    address: null,
    address_id: null,
    zipcode: null,
    lat: 1,
    long: 1,
    media_url: null,
  };

  test('finds a wrapped list, states and dates of its own, and a reporter who can be known', async () => {
    const listed = 'requests are listed with every field, and hold nothing about their reporter';
    const json = 'application/json; charset=utf-8';
    expect((await failuresOf(json, JSON.stringify({ requests: [request] }), 'json')).get(listed)).toMatch('bare array');
    expect((await failuresOf(json, JSON.stringify([request]), 'json')).get(listed)).toMatch('neither open nor closed');
    const open = { ...request, status: 'open' };
    expect((await failuresOf(json, JSON.stringify([open]), 'json')).get(listed)).toMatch('not W3CDTF');
    const known = JSON.stringify([{ ...open, email: 'a@example.org' }]);
    expect((await failuresOf(json, known, 'json')).get(listed)).toMatch('has email');
  });

  test('finds XML of another type, without its encoding, not well formed, or with entities', async () => {
    const services = 'services are listed with every field';
    const xml = 'text/xml; charset=utf-8';
    const whyOf = async (type: string, body: string) => (await failuresOf(type, body, 'xml')).get(services);
    expect(await whyOf('text/html; charset=utf-8', '<services/>')).toMatch('Content-Type');
    expect(await whyOf('text/xml', '<services/>')).toMatch('charset');
    expect(await whyOf(xml, '<services/>')).toMatch('encoding');
    expect(await whyOf(xml, '<?xml version="1.0" encoding="utf-8"?><services><service></services>')).toMatch('read');
    const bomb = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE s [<!ENTITY a "b">]><services>&a;</services>';
    expect(await whyOf(xml, bomb)).toMatch('document type');
  });
});
