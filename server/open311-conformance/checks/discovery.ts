import { type Check, inOrder, must, rows, Skipped } from '../check';
import { inner, part, type Tree, word } from '../document';
import type { Endpoint } from '../endpoint';

const GEOREPORT = /wiki\.open311\.org\/GeoReport_v2/i;

async function discovered(server: Endpoint): Promise<Tree> {
  const answer = await server.get('discovery');
  if (answer.status === 404) throw new Skipped('discovery is not served below this address');
  const tree = inOrder(answer, server.format);
  const document = server.format === 'xml' ? part(tree, 'discovery') : tree;
  must(document !== null, 'there is no <discovery>');
  return document;
}

const endpointsOf = (document: Tree): Tree[] => {
  const found = inner(part(document, 'endpoints'), 'endpoint');
  must(found?.length, 'no endpoint is listed');
  return found;
};

/** Service Discovery. */
export const discoveryChecks: Check[] = [
  {
    name: 'discovery tells when it changed, whom to ask and how to get a key',
    async run(server) {
      const document = await discovered(server);
      for (const field of ['changeset', 'contact', 'key_service']) must(word(document, field), `${field} is missing`);
    },
  },
  {
    name: 'discovery describes every endpoint whole',
    async run(server) {
      for (const endpoint of endpointsOf(await discovered(server))) {
        for (const field of ['specification', 'url', 'changeset', 'type'])
          must(word(endpoint, field), `an endpoint has no ${field}`);
        must(['production', 'test'].includes(word(endpoint, 'type') ?? ''), 'type is neither production nor test');
        must(inner(part(endpoint, 'formats'), 'format')?.length, 'an endpoint lists no formats');
      }
    },
  },
  {
    name: 'discovery lists an endpoint of GeoReport v2 in text/xml that answers',
    async run(server) {
      const endpoint = endpointsOf(await discovered(server)).find((one) =>
        GEOREPORT.test(word(one, 'specification') ?? ''),
      );
      must(endpoint, 'no endpoint of GeoReport_v2 is listed');
      must(inner(part(endpoint, 'formats'), 'format')?.includes('text/xml'), 'text/xml is not among its formats');
      rows(await server.get('services'), server.format, 'services', 'service');
    },
  },
];
