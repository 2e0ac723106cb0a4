import { termsOf } from '../reports/title';

/** Written before whole numbers, so that they are not mistaken for words. */
const NUMBER = '#';

/** Terms of a case for the search: its words, and its number whole, without letters, by day and by last digits. */
export function caseTerms(number: string, ...texts: string[]): string[] {
  const digits = number.replace(/^[A-Z]+/, '');
  const [day = '', last = ''] = digits.split('-');
  return [...[number.toLowerCase(), digits, day, last].map((part) => NUMBER + part), ...termsOf(...texts)];
}

/** What a search asks for: a case number as a whole, anything else by its words. */
export function searchedTerms(text: string): string[] {
  const typed = text.trim().toLowerCase();
  return /^(nh)?\d{8}(-\d{4,})?$|^\d{4}$/.test(typed) ? [NUMBER + typed] : termsOf(text);
}
