import { type Check, inOrder, must, names, refused, rows, Skipped } from '../check';
import { has, inner, part, type Tree, word } from '../document';
import type { Endpoint } from '../endpoint';

const fields = ['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group'];
const datatypes = ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'];
const UNKNOWN = 'conformance-no-such-thing';
/** Definitions looked at: enough to meet every kind, few enough to be polite. */
const LOOKED_AT = 15;

export const servicesOf = async (server: Endpoint): Promise<Tree[]> =>
  rows(await server.get('services'), server.format, 'services', 'service');

async function definitionOf(server: Endpoint, code: string): Promise<Tree> {
  const tree = inOrder(await server.get(`services/${encodeURIComponent(code)}`), server.format);
  const definition = server.format === 'xml' ? part(tree, 'service_definition') : tree;
  must(definition !== null && !Array.isArray(definition), 'there is no service_definition');
  return definition;
}

/** The attributes of a service; none when it has no definition. */
export async function attributesOf(server: Endpoint, code: string): Promise<Tree[]> {
  const answer = await server.get(`services/${encodeURIComponent(code)}`);
  return answer.status === 200 ? (inner(part(await definitionOf(server, code), 'attributes'), 'attribute') ?? []) : [];
}

function checkAttribute(attribute: Tree, where: string): void {
  const truth = ['true', 'false'];
  must(word(attribute, 'code'), `${where}: an attribute has no code`);
  must(truth.includes(word(attribute, 'variable') ?? ''), `${where}: variable is neither true nor false`);
  must(truth.includes(word(attribute, 'required') ?? ''), `${where}: required is neither true nor false`);
  const datatype = word(attribute, 'datatype') ?? '';
  must(datatypes.includes(datatype), `${where}: datatype is "${datatype}"`);
  must(/^[1-9]\d*$/.test(word(attribute, 'order') ?? ''), `${where}: order is no positive whole number`);
  must(has(attribute, 'description'), `${where}: an attribute has no description`);
  if (!datatype.endsWith('valuelist')) return;
  const values = inner(part(attribute, 'values'), 'value');
  must(values?.length, `${where}: a list has no values`);
  for (const value of values) must(word(value, 'key') && word(value, 'name'), `${where}: a value lacks key or name`);
}

/** GET Service List and GET Service Definition. */
export const serviceChecks: Check[] = [
  {
    name: 'services are listed with every field',
    async run(server) {
      const services = await servicesOf(server);
      must(services.length, 'no service is listed');
      for (const service of services) {
        for (const field of fields) must(has(service, field), `${word(service, 'service_code')} has no ${field}`);
        must(word(service, 'service_name'), 'a service has no name');
        must(['true', 'false'].includes(word(service, 'metadata') ?? ''), 'metadata is neither true nor false');
        const type = word(service, 'type') ?? '';
        must(['realtime', 'batch', 'blackbox'].includes(type), `type is "${type}"`);
      }
    },
  },
  {
    name: 'service codes are unique',
    async run(server) {
      const codes = (await servicesOf(server)).map((service) => word(service, 'service_code'));
      must(codes.every(Boolean), 'a service has no code');
      must(new Set(codes).size === codes.length, 'a code is there twice');
    },
  },
  {
    name: 'a service with metadata has a definition with whole attributes',
    async run(server) {
      const services = (await servicesOf(server)).filter((service) => word(service, 'metadata') === 'true');
      if (!services.length) throw new Skipped('no service has metadata');
      for (const service of services.slice(0, LOOKED_AT)) {
        const code = word(service, 'service_code') ?? '';
        const definition = await definitionOf(server, code);
        must(word(definition, 'service_code') === code, `${code}: the definition names another service`);
        const attributes = inner(part(definition, 'attributes'), 'attribute');
        must(attributes?.length, `${code}: metadata is true but there are no attributes`);
        for (const attribute of attributes) checkAttribute(attribute, code);
        const orders = attributes.map((attribute) => word(attribute, 'order'));
        must(new Set(orders).size === orders.length, `${code}: two attributes have one order`);
      }
    },
  },
  {
    name: 'the definition of an unknown service is 404 and names service_code',
    async run(server) {
      names(refused(await server.get(`services/${UNKNOWN}`), server.format, 404), 'service_code');
    },
  },
  {
    name: 'an unknown jurisdiction_id is 404, or ignored where there is only one',
    async run(server) {
      const answer = await server.get('services', { jurisdiction_id: UNKNOWN });
      if (answer.status !== 200) names(refused(answer, server.format, 404), 'jurisdiction_id');
    },
  },
];
