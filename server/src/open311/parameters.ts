import { badParameter } from './problem';
import type { Parameters } from './query';

/** More parameters than any honest form has. */
const MOST_PAIRS = 300;

/** Parameters from pairs; a null parameter is the same as one that is not given (specification: Optional Arguments). */
export function parametersOf(pairs: readonly (readonly [string, string])[]): Parameters {
  const given = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    if (value.trim() === '') continue;
    const list = given.get(name);
    if (list) list.push(value);
    else given.set(name, [value]);
  }
  return {
    one(name) {
      const values = given.get(name) ?? [];
      if (values.length > 1) throw badParameter(name, 'is given more than once');
      return values[0];
    },
    all: (name) => given.get(name) ?? [],
  };
}

/**
 * The pairs of a query or of a form in application/x-www-form-urlencoded. The specification takes all text for UTF-8; what
 * is not, is refused instead of stored as something else.
 * @throws Open311Problem 400 that names the parameter
 */
export function pairsOf(text: string): [string, string][] {
  const parts = text.split('&').filter(Boolean);
  if (parts.length > MOST_PAIRS) throw badParameter('parameters', `are more than ${MOST_PAIRS}`);
  return parts.map((part) => {
    const cut = part.indexOf('=');
    const name = decoded(cut < 0 ? part : part.slice(0, cut), 'parameters');
    return [name, cut < 0 ? '' : decoded(part.slice(cut + 1), name)];
  });
}

function decoded(text: string, name: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badParameter(name, 'is not percent-encoded UTF-8');
  }
  return readable(plain, name);
}

/** Line breaks and tabs are text; other control characters are not. @throws Open311Problem 400 */
export function readable(text: string, name: string): string {
  if (/[^\P{Cc}\t\n\r]/u.test(text)) throw badParameter(name, 'holds control characters');
  return text;
}
