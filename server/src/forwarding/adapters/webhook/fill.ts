import { type Fact, fillTemplate } from './facts';
import type { OutgoingField } from './fieldMap';

/** A body, or the names of required fields that have no value. */
export type Filled = { body: Record<string, unknown> } | { missing: string[] };

/** Fields of a map filled with facts. Pure. A fact that is not known leaves its field out. */
export function fill(fields: readonly OutgoingField[], facts: Readonly<Record<string, Fact>>): Filled {
  const body: Record<string, unknown> = {};
  const missing: string[] = [];
  for (const field of fields) {
    const value = written(field, facts);
    if (value !== undefined) put(body, field.to, value);
    else if ('required' in field && field.required) missing.push(field.to);
  }
  return missing.length > 0 ? { missing } : { body };
}

function written(field: OutgoingField, facts: Readonly<Record<string, Fact>>): unknown {
  if ('constant' in field) return field.constant;
  if ('template' in field) return cut(fillTemplate(field.template, facts), field.maxLength);
  const whole = facts[field.from];
  const fact = field.item !== undefined && Array.isArray(whole) ? (whole[field.item] as string | undefined) : whole;
  if (fact === undefined || fact === '') return undefined;
  if (typeof fact === 'number') {
    const rounded = field.decimals === undefined ? String(fact) : fact.toFixed(field.decimals);
    return field.as === 'string' ? rounded : Number(rounded);
  }
  if (field.as === 'number') return Number(fact);
  if (typeof fact === 'boolean') return field.as === 'string' ? String(fact) : fact;
  return typeof fact === 'string' ? cut(fact, field.maxLength) : fact;
}

/** By characters, so that no sign is cut in half. */
function cut(text: string | undefined, maxLength: number | undefined): string | undefined {
  if (text === undefined || maxLength === undefined) return text;
  const signs = [...text];
  return signs.length <= maxLength ? text : `${signs.slice(0, maxLength - 1).join('')}…`;
}

/** Sets a value at a place in an object, and the objects on the way. */
export function put(body: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop()!;
  let inner = body;
  for (const name of names) {
    const next = inner[name];
    if (isObject(next)) inner = next;
    else {
      const made: Record<string, unknown> = {};
      inner[name] = made;
      inner = made;
    }
  }
  inner[last] = value;
}

/** The value at a place; undefined when there is none. */
export function take(value: unknown, path: string): unknown {
  let inner: unknown = value;
  for (const name of path.split('.')) {
    if (!isObject(inner) || !Object.hasOwn(inner, name)) return undefined;
    inner = inner[name];
  }
  return inner;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number or a text as text; anything else is none. Numbers and strings count alike, because platforms mix them. */
export const asText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
};
