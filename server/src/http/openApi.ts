import { type Endpoint, pathOf } from '@jierong/shared/endpoint';
import { allEndpoints } from '@jierong/shared/endpoints/all';
import { type ErrorCode, errorStatus } from '@jierong/shared/errors';
import * as z from 'zod';

type Json = Record<string, unknown>;

/** What any call may answer beside its own errors. */
const common: readonly ErrorCode[] = ['invalidInput', 'tooManyRequests', 'internalError', 'databaseUnavailable'];
const posted: readonly ErrorCode[] = ['malformedBody', 'unsupportedContentType', 'bodyTooLarge'];

const schemaOf = (schema: Endpoint['input'], io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema as unknown as z.ZodType, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as Json;
  return rest;
};

function errorAnswers(endpoint: Endpoint): Json {
  const codes = [
    ...common,
    ...(endpoint.method === 'POST' ? posted : []),
    ...(endpoint.access === 'public' ? [] : (['signInRequired', 'sessionExpired'] as const)),
    ...endpoint.errors,
  ];
  const byStatus = new Map<number, Set<string>>();
  for (const code of codes) byStatus.set(errorStatus[code], (byStatus.get(errorStatus[code]) ?? new Set()).add(code));
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      String(status),
      {
        description: [...names].join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}

function parameters(endpoint: Endpoint): Json[] {
  const schema = schemaOf(endpoint.input, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
    ...(property.type === 'array' ? { explode: true, style: 'form' } : {}),
  }));
}

function operation(endpoint: Endpoint): Json {
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,64}$' },
  };
  const query = endpoint.method === 'GET' ? parameters(endpoint) : [];
  return {
    operationId: endpoint.name,
    tags: [endpoint.name.split('.')[0]],
    summary: endpoint.summary,
    parameters: endpoint.idempotent ? [...query, header] : query,
    ...(endpoint.method === 'POST'
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(endpoint.input, 'input') } },
          },
        }
      : {}),
    ...(endpoint.access === 'public'
      ? { security: [] }
      : endpoint.access === 'optional'
        ? { security: [{}, { session: [] }] }
        : {}),
    responses: {
      200: { description: 'done', content: { 'application/json': { schema: schemaOf(endpoint.output, 'output') } } },
      ...errorAnswers(endpoint),
    },
  };
}

/** The OpenAPI 3.1 document of the whole API, made from the endpoint objects. */
export const openApi = (): Json => ({
  openapi: '3.1.0',
  info: { title: '街容共治', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  security: [{ session: [] }],
  components: {
    securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Error: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'message', 'requestId'],
            properties: {
              code: { enum: Object.keys(errorStatus) },
              message: { type: 'string' },
              data: { type: 'object' },
              requestId: { type: 'string' },
            },
          },
        },
      },
    },
  },
  paths: Object.fromEntries(allEndpoints.map((e) => [pathOf(e), { [e.method.toLowerCase()]: operation(e) }])),
});
