import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { instantOf, w3c } from '../../src/open311/instant';
import { toXml } from '../../src/open311/xml';

const parser = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: true, htmlEntities: true });
const read = (text: string): string =>
  String(
    (parser.parse(toXml('errors', [{ description: text }])) as { errors: { error: { description: string } } }).errors
      .error.description,
  );

describe('XML', () => {
  test('any text that XML can hold comes back as it was; what it cannot is replaced, never broken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const document = toXml('errors', [{ description: text }]);
        expect(XMLValidator.validate(document)).toBe(true);
        const holdable = text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd');
        expect(read(text)).toBe(holdable);
      }),
    );
  });

  test('markup, Chinese, quotes and half of a pair', () => {
    expect(toXml('services', [{ description: `<a>&"'中文 😀 \u0007 \ud800` }])).toBe(
      `<?xml version="1.0" encoding="utf-8"?>\n<services><service><description>&lt;a&gt;&amp;&quot;&apos;中文 😀 \ufffd \ufffd</description></service></services>\n`,
    );
  });

  test('an empty list and an empty text are empty elements; numbers and booleans are their words', () => {
    expect(toXml('services', [])).toMatch('<services/>');
    expect(toXml('a', { b: null, c: '', d: 0, e: false })).toMatch('<a><b/><c/><d>0</d><e>false</e></a>');
  });
});

describe('W3CDTF', () => {
  test.each([
    ['2026-11-23T01:00:00Z', '2026-11-23T01:00:00Z'],
    ['2026-11-23T09:00:00+08:00', '2026-11-23T01:00:00Z'],
    ['2026-11-23T09:00:00 08:00', '2026-11-23T01:00:00Z'],
    ['2026-11-22T20:30-04:30', '2026-11-23T01:00:00Z'],
    ['2028-02-29T00:00:00.123456Z', '2028-02-29T00:00:00Z'],
  ])('%s is %s', (given, expected) => {
    expect(w3c(instantOf('start_date', given))).toBe(expected);
  });

  test.each(['', '2026', '2026-11-23', '2026-11-23T01:00:00', '2026-02-29T00:00:00Z', '2026-11-23T24:30:00Z', '1e3'])(
    '%p is none',
    (given) => {
      expect(() => instantOf('start_date', given)).toThrow('start_date');
    },
  );
});
