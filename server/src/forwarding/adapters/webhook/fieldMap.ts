import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { officialActions } from '@jierong/shared/forwarding';
import { declineReason } from '@jierong/shared/reports';
import * as z from 'zod';
import { serverRoot } from '../../../serverRoot';
import { editionNames } from '../../categoryEditions';
import { updateKinds } from '../../port';
import { caseFactNames, updateFactNames } from './facts';
import { timeFormat } from './times';

/** A place in a JSON object: names joined by dots. */
const path = z.string().regex(/^(?!.*__proto__)[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/, 'must be names joined by dots');
/** A name without dots. */
const name = z.string().regex(/^[A-Za-z]\w*$/);
/** In an answer also `$status`, the status of HTTP. */
const answerPath = z.union([path, z.literal('$status')]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const json = z.record(z.string(), z.json());

/** One field that leaves: a constant, a fact, or facts in a sentence. `required`: without it nothing is sent. */
const fieldOf = <Name extends string>(names: readonly Name[]) =>
  z.union([
    z.strictObject({ to: path, constant: z.union([scalar, z.null()]) }),
    z.strictObject({
      to: path,
      from: z.enum(names),
      as: z.enum(['string', 'number']).optional(),
      /** Longer text is cut. */
      maxLength: z.number().int().positive().optional(),
      decimals: z.number().int().min(0).max(10).optional(),
      /** Of a list: only this one, counted from 0. */
      item: z.number().int().min(0).max(20).optional(),
      required: z.boolean().optional(),
    }),
    z.strictObject({
      to: path,
      template: z.string().refine((text) => slots(text).every((slot) => (names as readonly string[]).includes(slot)), {
        error: `may name only these facts: ${names.join(', ')}`,
      }),
      maxLength: z.number().int().positive().optional(),
      required: z.boolean().optional(),
    }),
  ]);

/** The facts a template names. */
export const slots = (template: string): string[] => [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** Whether a value of an answer, as text, is one of these. Numbers and strings count alike. */
const test = z.strictObject({ path: answerPath, anyOf: z.array(z.string()).min(1) });

const updateKind = z.enum(updateKinds);

const action = z.enum(officialActions);

const meaning = z.union([action, z.literal('ignore')]);

const signature = z.discriminatedUnion('style', [
  /** Ours: see signature.ts. */
  z.strictObject({ style: z.literal('hmac') }),
  /** A platform's own: MD5 over the sorted scalars of the body and a secret, in the body. */
  z.strictObject({ style: z.literal('sortedMd5'), keyAt: name, timestampAt: name, signAt: name, secretAs: name }),
]);

const receiving = z
  .strictObject({
    /** Fields that may come and are not used. Any other is refused. */
    alsoKnown: z.array(z.string()),
    key: path.optional(),
    caseNumber: path.optional(),
    /** Parts of the event's id in the body; not given: the id in the header. */
    eventId: z.array(path).min(1).optional(),
    seq: path.optional(),
    at: path.optional(),
    /**
     * The values of `paths` joined by a slash lead to an action, or to nothing that is ours to know. A repair is taken as
     * one only with a photo of it, so a step may mean one thing with photos and another without.
     */
    status: z.strictObject({
      paths: z.array(path).min(1).max(3),
      actions: z.record(z.string(), z.union([meaning, z.strictObject({ withPhotos: meaning, without: meaning })])),
    }),
    /** The first of the words that occurs in the text names the reason. */
    reason: z.strictObject({ path, words: z.record(z.string(), declineReason), otherwise: declineReason }).optional(),
    note: path.optional(),
    by: path.optional(),
    unitName: path.optional(),
    dueAt: path.optional(),
    /** Addresses of photos of the repair, each alone or in a list. */
    photos: z.array(path).min(1).optional(),
    reply: z.strictObject({ taken: json, refused: json, messageAt: path.optional() }),
  })
  .refine((r) => r.key !== undefined || r.caseNumber !== undefined, 'must find the key or the case number');

const fieldMap = z
  .strictObject({
    title: z.string().min(1),
    /** Where the shape is from, and what of it is assumed. */
    about: z.string().min(1),
    edition: z.enum(editionNames),
    datum: z.enum(['gcj02', 'wgs84']),
    time: timeFormat,
    /** How a limit is written: `{value}` in a sentence for each unit. */
    limit: z.strictObject({ workingHour: z.string(), workingDay: z.string(), day: z.string() }),
    photos: z.strictObject({ as: z.enum(['address', 'base64']), max: z.number().int().min(0).max(20) }),
    signature,
    open: z.strictObject({
      path: z.string().startsWith('/'),
      fields: z.array(fieldOf(caseFactNames)).min(1),
      answer: z.strictObject({
        success: test,
        /** Refusals that will be the same tomorrow; any other is tried again. */
        final: test.optional(),
        caseNumber: path,
        /** Given back until there is a number. */
        token: path.optional(),
      }),
    }),
    find: z.strictObject({
      path: z.string().startsWith('/'),
      query: z.record(z.string(), z.enum(['key', 'token'])),
      answer: z.strictObject({ success: test, none: test, caseNumber: path, token: path.optional() }),
    }),
    update: z.strictObject({
      path: z.string().startsWith('/'),
      fields: z.array(fieldOf(updateFactNames)).min(1),
      /** What this platform can be told; any other news it refuses. */
      kinds: z.partialRecord(updateKind, z.strictObject({ code: scalar, text: z.string() })),
      answer: z.strictObject({ success: test, final: test.optional() }),
    }),
    receive: receiving,
  })
  .refine((map) => map.signature.style === 'hmac' || map.receive.eventId !== undefined, {
    error: 'must be given where no header carries the id of the event',
    path: ['receive', 'eventId'],
  })
  .refine((map) => map.open.answer.token === undefined || map.receive.caseNumber !== undefined, {
    // A case that is numbered later would otherwise be given our own key for its number.
    error: 'must be given where a case is numbered later',
    path: ['receive', 'caseNumber'],
  });

/** Everything in which one platform differs from another. */
export type FieldMap = z.infer<typeof fieldMap>;
export type OutgoingField = FieldMap['open']['fields'][number] | FieldMap['update']['fields'][number];
export type AnswerTest = z.infer<typeof test>;

/** Checks a field map. @throws Error with every mistake, one a line */
export function parseFieldMap(name: string, value: unknown): FieldMap {
  const parsed = fieldMap.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`The field map ${name} has mistakes:\n${z.prettifyError(parsed.error)}`);
}

/** Reads `server/data/webhookMaps/<name>.json`. @throws Error when it is not there or has mistakes */
export const loadFieldMap = (name: string): FieldMap =>
  parseFieldMap(name, JSON.parse(readFileSync(join(serverRoot, 'data', 'webhookMaps', `${name}.json`), 'utf8')));
