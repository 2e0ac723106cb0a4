import { readError, readRows } from '../../../../src/forwarding/adapters/open311/readAnswer';

const answer = (body: string | Buffer, type = 'text/xml; charset=utf-8') => ({
  status: 200,
  headers: { 'content-type': type },
  body: Buffer.from(body),
});
const xml = (inner: string) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<service_requests>${inner}</service_requests>\n`;

describe('an answer of a GeoReport server', () => {
  test.each([
    ['XML', answer(xml('<request><service_request_id>7</service_request_id><status>open</status><token/></request>'))],
    ['bare JSON', answer('[{"service_request_id":7,"status":"open","token":null}]', 'application/json')],
    [
      'wrapped JSON',
      answer('{"service_requests":[{"service_request_id":"7","status":"open","token":""}]}', 'text/html'),
    ],
    ['a single record', answer('{"service_request_id":"7","status":"open"}', 'application/json')],
  ])('is read as %s', (_, given) => {
    expect(readRows(given)).toEqual([{ service_request_id: '7', status: 'open' }]);
  });

  test.each([
    ['XML', answer(xml('<request><media_url>a</media_url><media_url>b</media_url></request>'))],
    ['JSON', answer('[{"media_url":["a","b"],"extras":{"x":"y"}}]', 'application/json')],
  ])('may have a field more than once, in %s', (_, given) => {
    expect(readRows(given)).toEqual([{ media_url: 'a\nb' }]);
  });

  test('may be empty', () => {
    expect(readRows(answer(xml('')))).toEqual([]);
    expect(readRows(answer('<service_requests/>'))).toEqual([]);
    expect(readRows(answer('[]'))).toEqual([]);
  });

  test('keeps words as they were written: entities, characters by number, CDATA, lines, leading noughts', () => {
    const description = '&lt;b&gt; &amp;amp; &quot;&apos; &#20117;&#x76D6; <![CDATA[&amp; <i>]]>\n二';
    expect(readRows(answer(xml(`<request><id>007</id><description>${description}</description></request>`)))).toEqual([
      { id: '007', description: '<b> &amp; "\' 井盖 &amp; <i>\n二' },
    ]);
  });

  test.each([
    ['by its head', 'text/xml; charset=GBK', '<requests><r><name>井盖</name></r></requests>'],
    [
      'by its declaration',
      'text/xml',
      '<?xml version="1.0" encoding="gb2312"?><requests><r><name>井盖</name></r></requests>',
    ],
  ])('in another encoding is read %s', (_, type, text) => {
    const gbk = Buffer.concat(
      text
        .split('井盖')
        .flatMap((part, i) => (i ? [Buffer.from([0xbe, 0xae, 0xb8, 0xc7]), Buffer.from(part)] : [Buffer.from(part)])),
    );
    expect(readRows(answer(gbk, type))).toEqual([{ name: '井盖' }]);
  });

  test.each([
    [
      'an entity bomb',
      '<?xml version="1.0"?><!DOCTYPE requests [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><requests><r><n>&y;</n></r></requests>',
    ],
    [
      'an entity from outside',
      '<!DOCTYPE requests SYSTEM "http://127.0.0.1/evil.dtd"><requests><r><n>1</n></r></requests>',
    ],
    ['broken XML', '<service_requests><request><status>open</request></service_requests>'],
    ['an empty page', '<html></html>'],
    ['a page', '<html><body><h1>Welcome<br></h1></body></html>'],
    ['a sentence', '<p>Request accepted</p>'],
    ['bytes in another encoding than they say', Buffer.from([0x3c, 0x61, 0x3e, 0xbe, 0xae, 0x3c, 0x2f, 0x61, 0x3e])],
    ['half of JSON', '[{"service_request_id":'],
    ['a number', '42'],
    ['nothing', ''],
  ])('that is %s is not read', (_, body) => {
    expect(() => readRows(answer(body))).toThrow();
  });

  test('tells its errors in either format, or none', () => {
    const error =
      '<errors><error><code>404</code><description>service_code 9 &amp; others</description></error></errors>';
    expect(readError(answer(error))).toBe('service_code 9 & others');
    expect(readError(answer('[{"code":400,"description":"lat"},{"code":400,"description":"long"}]'))).toBe('lat; long');
    expect(readError(answer('<html><br></html>'))).toBeUndefined();
  });
});
