import type { Endpoint } from '@jierong/shared/endpoint';

interface Definition {
  type: string;
  shape?: Record<string, { _zod: { def: Definition } }>;
  innerType?: { _zod: { def: Definition } };
}

/** Whether a field of an input is a list, looking through optional and default. */
function isList(def: Definition): boolean {
  if (def.type === 'array') return true;
  return def.innerType ? isList(def.innerType._zod.def) : false;
}

/**
 * Makes the object an endpoint's input schema expects of a query string: lists are repeated keys; a key given twice
 * that is no list stays an array, so that the schema refuses it.
 */
export function queryInput(endpoint: Endpoint, search: URLSearchParams): Record<string, unknown> {
  const def = endpoint.input._zod.def as unknown as Definition;
  const input: Record<string, unknown> = {};
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key);
    const field = def.shape && Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
    input[key] = values.length > 1 || (field && isList(field._zod.def)) ? values : values[0];
  }
  return input;
}
