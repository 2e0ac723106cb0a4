import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseFacts, type Prepared, updateFacts } from '../../../../src/forwarding/adapters/webhook/facts';
import { loadFieldMap } from '../../../../src/forwarding/adapters/webhook/fieldMap';
import { fill } from '../../../../src/forwarding/adapters/webhook/fill';
import { receivePush } from '../../../../src/forwarding/adapters/webhook/receive';
import { sign } from '../../../../src/forwarding/adapters/webhook/signature';
import { toEdition } from '../../../../src/forwarding/categoryEditions';
import type { CaseInput, CaseUpdate } from '../../../../src/forwarding/port';

type Example = { map: string } & (
  | { case: CaseInput; prepared: Prepared; sent: unknown }
  | { update: CaseUpdate; photos: string[]; sent: unknown }
  | { pushed: unknown; signedAt: string; answers: unknown[] }
);

const folder = join(__dirname, 'examples');
const files = readdirSync(folder);
const key = { id: 'k', secret: 'a-secret-of-an-example' };

/** What an example says leaves or comes, by the maps that ship. */
function madeOf(example: Example): unknown {
  const map = loadFieldMap(example.map);
  if ('case' in example) {
    const input = { ...example.case, reportedAt: new Date(example.case.reportedAt) };
    return fill(map.open.fields, caseFacts(map, input, example.prepared));
  }
  if ('update' in example) return fill(map.update.fields, updateFacts(map, example.update, example.photos)!);
  const body = JSON.stringify(example.pushed);
  const at = new Date(example.signedAt);
  const headers = { 'content-type': 'application/json', ...sign(key, 'event-1', at, body) };
  const pushed = receivePush(map, [key], { method: 'POST', headers, query: {}, body: Buffer.from(body), at });
  return pushed.verdict === 'answers' ? JSON.parse(JSON.stringify(pushed.answers)) : pushed;
}

test('there is a case, an update and an answer of each map', () => {
  expect(files.sort()).toEqual(
    ['xiuzhou', 'yuzhong'].flatMap((map) => ['answer', 'case', 'update'].map((what) => `${map}-${what}.json`)),
  );
});

test.each(files)('%s is made exactly so', (file) => {
  const example = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;
  expect(madeOf(example)).toEqual('sent' in example ? { body: example.sent } : example.answers);
  if ('case' in example)
    expect(toEdition(example.case.category, loadFieldMap(example.map).edition)).toEqual({
      outcome: 'mapped',
      category: { ...example.prepared.category },
    });
});
