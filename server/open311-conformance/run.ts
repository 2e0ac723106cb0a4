import { parseArgs } from 'node:util';
import { type Format, formats } from './endpoint';
import { type Result, runSuite } from './suite';

const USAGE = `usage: npm run -s open311-conformance -- URL [--formats=xml,json] [--jurisdiction=ID]
       [--write --key=KEY [--at=LAT,LONG]]

URL is the address before /services.xml. Only GET is used unless --write is given: then requests and updates
are posted with the key, all of them marked as conformance tests.`;

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const;

/**
 * `npm run open311-conformance -- URL`: does a server keep to Open311 GeoReport v2? A line for every check, then one of JSON:
 * `{url, formats, write, passed, failed, skipped, failures}`. Exit code 1 when a check failed, 2 for a wrong call.
 */
async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      formats: { type: 'string', default: 'xml,json' },
      jurisdiction: { type: 'string' },
      key: { type: 'string' },
      at: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const [url = ''] = positionals;
  const asked = values.formats.split(',');
  const wanted = formats.filter((format: Format) => asked.includes(format));
  if (!URL.canParse(url) || !wanted.length || (values.write && !values.key)) throw new Error(USAGE);
  const [lat, long] = values.at?.split(',') ?? [];
  const results = await runSuite({
    base: url.replace(/\/+$/, ''),
    formats: wanted,
    ...(values.jurisdiction ? { jurisdiction: values.jurisdiction } : {}),
    ...(values.write && values.key ? { key: values.key } : {}),
    ...(lat && long ? { at: { lat, long } } : {}),
    onResult: say,
  });
  const of = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome);
  const failures = of('failed').map(({ format, name, why }) => ({ format, name, why }));
  const counts = { passed: of('passed').length, failed: failures.length, skipped: of('skipped').length };
  console.log(JSON.stringify({ url, formats: wanted, write: values.write, ...counts, failures }));
  if (failures.length) process.exitCode = 1;
}

function say({ format, name, outcome, why }: Result): void {
  console.log(`${marks[outcome]} ${format.padEnd(4)} ${name}${why ? `\n         ${why}` : ''}`);
}

run().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
