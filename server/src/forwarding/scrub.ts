import { accountSpans } from './scrub/accounts';
import { COVERED, nameSpans } from './scrub/names';
import { numberSpans } from './scrub/numbers';
import { asciiForm, digitForm, type Span } from './scrub/plainForm';

const COVER = '＊＊＊';
/** One character is too little of a name to look for it. */
const SHORTEST_NAME = 2;

/**
 * Free text as it may leave: names, phones, plates, identity numbers and accounts are covered (domain §9, leaks).
 * Pure. Scrubbed twice is scrubbed once.
 * @param known names of persons that must not be there in any case, as the reporter's own
 */
export function scrub(text: string, known: readonly string[] = []): string {
  const ascii = asciiForm(text);
  const numbers = [...numberSpans(digitForm(ascii)), ...accountSpans(ascii)];
  const names = nameSpans(masked(ascii, numbers));
  return covered(text, [...numbers, ...names, ...knownSpans(ascii, known)]);
}

/** The text with what is covered already replaced unit by unit, so that indexes hold. */
function masked(text: string, spans: readonly Span[]): string {
  const units = text.split('');
  for (const { start, end } of spans) units.fill(COVERED, start, end);
  return units.join('');
}

function knownSpans(ascii: string, known: readonly string[]): Span[] {
  const text = ascii.toLowerCase();
  return known
    .map((name) => asciiForm(name).trim().toLowerCase())
    .filter((name) => name.length >= SHORTEST_NAME)
    .flatMap((name) => {
      const spans: Span[] = [];
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
        spans.push({ start: at, end: at + name.length });
      return spans;
    });
}

function covered(text: string, spans: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    if (start >= at) result += text.slice(at, start) + COVER;
    at = end;
  }
  return result + text.slice(at);
}
