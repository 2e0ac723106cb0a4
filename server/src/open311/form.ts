import busboy from '@fastify/busboy';
import { limits } from '@jierong/shared/limits';
import type { Context } from 'koa';
import { readBody } from '../http/readBody';
import { pairsOf, parametersOf, readable } from './parameters';
import { badParameter, Open311Problem } from './problem';
import type { Parameters } from './query';

const MAX_BYTES = 128 * 1024;
const tooLarge = (): Open311Problem => new Open311Problem(413, `body: at most ${MAX_BYTES / 1024} KB`);

type Pairs = [string, string][];

/** What a POST brought, and what `admit` said to it. */
export interface Form<Admitted> {
  parameters: Parameters;
  photos: Buffer[];
  admitted: Admitted;
}

/** Decides by the parameters whether the caller may do this at all. @throws Open311Problem */
type Admit<Admitted> = (parameters: Parameters) => Promise<Admitted>;

/**
 * Reads a POST: application/x-www-form-urlencoded as the specification says, or multipart/form-data with photos as parts,
 * as FixMyStreet sends them when they have no public address. Nothing else is read: no XML, no JSON. `jurisdiction_id` and
 * `api_key` may stand in the address. Of who is not admitted no photo is read: the fields come first.
 * @throws Open311Problem 400, 413, and whatever `admit` throws
 */
export async function readForm<Admitted>(ctx: Context, admit: Admit<Admitted>): Promise<Form<Admitted>> {
  const inAddress = pairsOf(ctx.querystring).filter(([name]) => name === 'jurisdiction_id' || name === 'api_key');
  const charset = /charset="?([^";]+)/i.exec(ctx.get('Content-Type'))?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset.trim())) throw badParameter('Content-Type', 'only UTF-8 is read');
  const withAddress = (pairs: Pairs): Parameters => {
    const missing = inAddress.filter(([name]) => !pairs.some(([given, value]) => given === name && value !== ''));
    return parametersOf([...pairs, ...missing]);
  };
  if (ctx.is('application/x-www-form-urlencoded')) {
    const parameters = withAddress(pairsOf(await bodyText(ctx)));
    return { parameters, photos: [], admitted: await admit(parameters) };
  }
  if (ctx.is('multipart/form-data') && /boundary=/.test(ctx.get('Content-Type'))) {
    let admitted: Promise<Admitted> | undefined;
    const once = (pairs: Pairs): Promise<Admitted> => {
      admitted ??= admit(withAddress(pairs));
      return admitted;
    };
    const { pairs, photos } = await multipart(ctx, once);
    return { parameters: withAddress(pairs), photos, admitted: await once(pairs) };
  }
  ctx.req.resume(); // read away, so that the answer arrives
  throw badParameter('Content-Type', 'must be application/x-www-form-urlencoded; charset=utf-8');
}

async function bodyText(ctx: Context): Promise<string> {
  const body = await readBody(ctx.req, MAX_BYTES, tooLarge);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw badParameter('body', 'is not UTF-8');
  }
}

function multipart(
  ctx: Context,
  admit: (pairs: Pairs) => Promise<unknown>,
): Promise<{ pairs: Pairs; photos: Buffer[] }> {
  return new Promise((resolve, reject) => {
    const form = busboy({
      headers: { 'content-type': ctx.get('Content-Type') },
      limits: {
        files: limits.photosPerReport,
        fileSize: limits.photoBytes,
        fields: 100,
        fieldSize: MAX_BYTES,
        parts: 100 + limits.photosPerReport,
      },
    });
    const pairs: Pairs = [];
    const photos: Buffer[] = [];
    const fail = (problem: Error) => {
      ctx.req.unpipe(form);
      ctx.req.resume();
      reject(problem);
    };
    form.on('field', (name, value, _nameCut, cut) => {
      if (cut) fail(tooLarge());
      else if (value.includes('\ufffd')) fail(badParameter(name, 'is not UTF-8'));
      else
        try {
          pairs.push([name, readable(value, name)]);
        } catch (error) {
          fail(error as Error);
        }
    });
    form.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('limit', () => fail(new Open311Problem(413, `${name}: at most ${limits.photoBytes / 1024} KB`)));
      stream.on('end', () => {
        if (!stream.truncated && chunks.length) photos.push(Buffer.concat(chunks));
      });
      // Until something takes its data, the stream waits, and the connection with it.
      admit(pairs).then(
        () => stream.on('data', (chunk: Buffer) => chunks.push(chunk)),
        (refusal: Error) => {
          stream.resume();
          fail(refusal);
        },
      );
    });
    form.on('error', () => fail(badParameter('body', 'is not multipart/form-data')));
    form.on('finish', () => resolve({ pairs, photos }));
    ctx.req.on('aborted', () => reject(badParameter('body', 'ended too early')));
    ctx.req.pipe(form);
  });
}
