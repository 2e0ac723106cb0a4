/** A part of a text, as indexes of its UTF-16 units: from `start` up to but not including `end`. */
export interface Span {
  start: number;
  end: number;
}

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;

const numerals: Readonly<Record<string, string>> = Object.fromEntries(
  ['零〇○', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((forms, digit) =>
    [...forms].map((form) => [form, String(digit)]),
  ),
);

/** Full-width letters, digits and signs as ASCII. Every unit stays at its index. */
export const asciiForm = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST ? String.fromCharCode(code - FULL_WIDTH_SHIFT) : ' ';
  });

/** An ASCII form with Chinese numerals as digits too. Every unit stays at its index. */
export const digitForm = (ascii: string): string =>
  ascii.replace(/[零〇○一幺壹二贰三叁四肆五伍六陆七柒八捌九玖]/g, (unit) => numerals[unit] ?? unit);

/** Where a pattern is found: its first group that took part, else the whole match. The pattern has the flags `dg`. */
export function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, ...groups] = match.indices!;
    const [start, end] = groups.find((group) => group !== undefined) ?? whole!;
    return { start, end };
  });
}
