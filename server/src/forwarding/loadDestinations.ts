import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { mediaPath } from '@jierong/shared/media';
import * as z from 'zod';
import { ConfigurationError, type Env } from '../env';
import { storageKey } from '../modules/media/photos';
import type { Services } from '../services';
import type { AdapterContext } from './adapter';
import { adapters } from './adapters/adapters';
import { caseDeskDestination } from './adapters/caseDesk';
import { toDatum } from './datum';
import type { Placed } from './destinations';
import { makeOutsideHttp } from './outside/makeOutsideHttp';

/** Names stand in addresses of hooks and in the lanes of outboxes. `wechat` has a hook of its own. */
const name = z.string().regex(/^(?!wechat$|here$|caseDesk$)[a-zA-Z][a-zA-Z0-9-]{0,31}$/);

const file = z.strictObject({
  destinations: z.array(
    z.strictObject({
      name,
      /** What people are shown: the platform as they call it. */
      title: z.string().min(2).max(20).optional(),
      adapter: z
        .string()
        .refine((kind) => kind in adapters, { error: `must be one of ${Object.keys(adapters).join(', ')}` }),
      /** Hosts inside that this destination may be reached at, `host:port`. */
      allowHosts: z.array(z.string().min(1)).default([]),
      settings: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** `env:NAME` anywhere in the settings stands for a variable of the environment, so that secrets are not in the file. */
function withSecrets(value: unknown, source: Record<string, string | undefined>, problems: string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => withSecrets(one, source, problems));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withSecrets(one, source, problems)]));
  const variable = typeof value === 'string' ? /^env:([A-Z][A-Z0-9_]*)$/.exec(value)?.[1] : undefined;
  if (!variable) return value;
  const found = source[variable];
  if (!found) problems.push(`${variable} is not set`);
  return found ?? '';
}

const listed = (where: string, error: z.ZodError): string[] =>
  error.issues.map((issue) => `${where}${issue.path.map((part) => `.${String(part)}`).join('')}: ${issue.message}`);

/**
 * The built-in desk, and the destinations of the file that DESTINATIONS names.
 * @throws ConfigurationError with every mistake of the file and of each destination's settings
 */
export function loadDestinations(
  services: () => Services,
  env: Env,
  source: Record<string, string | undefined> = process.env,
): Placed[] {
  const desk: Placed = { destination: caseDeskDestination(services) };
  if (!env.DESTINATIONS) return [desk];
  const problems: string[] = [];
  const parsed = file.safeParse(readJson(env.DESTINATIONS));
  if (!parsed.success) throw new ConfigurationError(listed(env.DESTINATIONS, parsed.error).join('\n'));
  const placed = parsed.data.destinations.flatMap(({ name, title, adapter, allowHosts, settings }): Placed[] => {
    const kind = adapters[adapter]!;
    const given = kind.settings.safeParse(withSecrets(settings, source, problems));
    if (!given.success) {
      problems.push(...listed(`${name}.settings`, given.error));
      return [];
    }
    const http = makeOutsideHttp({ allowHosts });
    return [{ destination: kind.make(given.data, contextOf(name, services, http)), http, title }];
  });
  const names = placed.map(({ destination }) => destination.name);
  for (const each of new Set(names.filter((one, i) => names.indexOf(one) !== i)))
    problems.push(`${each} is there twice`);
  if (problems.length) throw new ConfigurationError(problems.map((line) => `  ${line}`).join('\n'));
  return [desk, ...placed];
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(`DESTINATIONS: ${(error as Error).message}`);
  }
}

const contextOf = (name: string, services: () => Services, http: AdapterContext['http']): AdapterContext => ({
  name,
  get log() {
    return services().log.child({ destination: name });
  },
  now: () => services().now(),
  http,
  photos: {
    address: ({ key }) => {
      const { PUBLIC_URL } = services().env;
      return PUBLIC_URL ? PUBLIC_URL + mediaPath(key, 'full') : undefined;
    },
    bytes: async ({ key }) => {
      const stored = await services().storage.read(storageKey(key, 'full'));
      if (!stored) throw new Error('a photo of a report is gone');
      return buffer(stored.stream);
    },
  },
  toDatum,
});
