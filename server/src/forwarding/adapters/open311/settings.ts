import { categoryGroups } from '@jierong/shared/categories';
import * as z from 'zod';
import { updateKinds } from '../../port';
import { statusMeaning } from './statuses';

/** Names in braces are filled in from the case: `{road}`, `{grid}`, `{gridId}`, `{address}`, `{category}`, … */
const service = z.strictObject({
  code: z.string().min(1),
  attributes: z.record(z.string(), z.string()).default({}),
});

const photos = z.discriminatedUnion('by', [
  /** `media_url`; `all` repeats it, as mySociety's servers take it, otherwise only the first photo goes. */
  z.strictObject({ by: z.literal('address'), all: z.boolean().default(true) }),
  /** Files in a multipart form: `media` at uReport, `photo1`, `photo2`, … (`photo#`) at mySociety's. */
  z.strictObject({ by: z.literal('upload'), field: z.string().default('photo#') }),
]);

/** How a key is looked up when nobody knows whether a case was opened. */
const lookUp = z.discriminatedUnion('by', [
  /** A repeated request is answered with the first one's number: nothing need be looked up. */
  z.strictObject({ by: z.literal('repeat') }),
  /** The server filters its requests by `parameter` and shows the key in `field`. */
  z.strictObject({ by: z.literal('filter'), parameter: z.string().min(1), field: z.string().min(1) }),
  /** All requests of the last days are read, and the key is found in `field`; in the description, that is its last line. */
  z.strictObject({
    by: z.literal('window'),
    field: z.string().min(1).default('description'),
    days: z.int().min(1).max(89).default(30),
  }),
  /** There is no way. What was sent without an answer then waits for people. */
  z.strictObject({ by: z.literal('nothing') }),
]);

/** Where answers come from. */
const news = z.discriminatedUnion('by', [
  /** mySociety's extension `servicerequestupdates`. */
  z.strictObject({ by: z.literal('updates') }),
  /** The status of requests; by `updated_after` where the server has it, else among those of the last days. */
  z.strictObject({
    by: z.literal('requests'),
    filter: z.enum(['updated_after', 'start_date']).default('start_date'),
    days: z.int().min(1).max(89).default(30),
  }),
  z.strictObject({ by: z.literal('nothing') }),
]);

/** A GeoReport v2 server as a destination. */
export const open311Settings = z
  .strictObject({
    /** Up to and without `/requests.xml`. */
    endpoint: z.url({ protocol: /^https?$/ }),
    format: z.enum(['xml', 'json']).default('xml'),
    apiKey: z.string().min(1).optional(),
    jurisdiction: z.string().min(1).optional(),
    concurrency: z.int().min(1).max(32).default(4),
    timeoutSeconds: z.number().positive().max(120).default(20),
    /** By category code first, then by group; without any the case is rejected. */
    services: z.strictObject({
      categories: z.record(z.string(), service).default({}),
      groups: z.partialRecord(z.enum(categoryGroups), service).default({}),
      otherwise: service.optional(),
    }),
    /** Fields that this server asks for with every request, such as an `email` of the office. */
    fields: z.record(z.string(), z.string()).default({}),
    /** Attribute that carries our key; the key is in the description as well when it is looked up there. */
    keyAttribute: z.string().min(1).optional(),
    lookUp,
    /** The server may answer with tokens: until there is a number, its lists do not show a request. */
    tokens: z.boolean().default(false),
    photos: photos.default({ by: 'address', all: true }),
    /** Whether it takes `servicerequestupdates`; otherwise news are refused, and a reopened report gets a new case. */
    takesUpdates: z.boolean().default(false),
    /** Status that goes with news, where this server knows others. */
    updateStatuses: z.partialRecord(z.enum(updateKinds), z.string().min(1)).default({}),
    news: news.default({ by: 'updates' }),
    /** What its statuses mean, beside or instead of the usual; null: nothing. */
    statuses: z.record(z.string(), statusMeaning.nullable()).default({}),
    /** The longest list it gives; a list of that length is asked for in smaller windows of time. */
    listLimit: z.int().min(10).default(1000),
  })
  .check(({ value, issues }) => {
    const needsKey = value.lookUp.by === 'repeat' || value.lookUp.by === 'filter';
    if (needsKey && !value.keyAttribute)
      issues.push({
        code: 'custom',
        path: ['keyAttribute'],
        message: `is needed to look up by ${value.lookUp.by}`,
        input: value,
      });
  });

export type Open311Settings = z.infer<typeof open311Settings>;
export type Service = z.infer<typeof service>;
