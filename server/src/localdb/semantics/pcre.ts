import { CommandError } from '../errors';

// MongoDB's patterns are PCRE over UTF-8; JavaScript's look alike but differ: what `$`, `.`, `\s` and `\v` mean, POSIX
// classes, `\A`, `\Q...\E`, options inside. A pattern is rewritten token by token; what has no equivalent is refused.

interface PatternOptions {
  multiline: boolean;
  dotAll: boolean;
  extended: boolean;
}

const START = '(?<![\\s\\S])';
const END = '(?![\\s\\S])';
const BEFORE_LAST_NEWLINE = `(?=\\n?${END})`;
const SPACES = '\\t-\\r ';
const BLANKS = '\\t \\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';
const LINE_ENDS = '\\n-\\r\\x85\\u2028\\u2029';
/** What JavaScript's `\s` holds beyond PCRE's. */
const MORE_SPACES = '\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';

const ESCAPES: Record<string, string> = {
  s: `[${SPACES}]`,
  S: `[^${SPACES}]`,
  h: `[${BLANKS}]`,
  H: `[^${BLANKS}]`,
  v: `[${LINE_ENDS}]`,
  V: `[^${LINE_ENDS}]`,
  R: `(?:\\r\\n|[${LINE_ENDS}])`,
  N: '[^\\n]',
  A: START,
  z: END,
  Z: BEFORE_LAST_NEWLINE,
  E: '',
};
const CLASS_ESCAPES: Record<string, string> = {
  s: SPACES,
  S: `\\S${MORE_SPACES}`,
  h: BLANKS,
  v: LINE_ENDS,
  b: '\\b',
  E: '',
};
const POSIX: Record<string, string> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: SPACES,
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  cntrl: '\\x00-\\x1f\\x7f',
};
const CATEGORY = /^(?:[CLMNPSZ][a-z]?|LC|Any)$/;

/** Code 51091: the pattern is wrong, or means something JavaScript has no way to say. */
export function invalidPattern(message: string): CommandError {
  return new CommandError(51091, 'Location51091', `Regular expression is invalid: ${message}`);
}

function literal(char: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(char) ? `\\${char === '-' ? 'x2d' : char}` : char;
}

/** Rewrites one pattern; used once. */
class Translation {
  private at = 0;
  private out = '';

  constructor(
    private readonly source: string,
    private readonly options: PatternOptions,
  ) {}

  /** The text the expression matches from here on, which is then passed. */
  private take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    const found = expression.exec(this.source);
    if (found) this.at += found[0].length;
    return found;
  }

  run(): string {
    while (this.at < this.source.length) this.out += this.token();
    return this.out;
  }

  private token(): string {
    const { multiline, dotAll, extended } = this.options;
    if (extended && this.take(/(?:\s|#[^\n]*)+/y)) return '';
    const char = this.source[this.at++]!;
    switch (char) {
      case '\\':
        return this.escape();
      case '[':
        return this.characterClass();
      case '(':
        return this.group();
      case '.':
        return dotAll ? '[\\s\\S]' : '[^\\n]';
      case '^':
        return multiline ? `(?:${START}|(?<=\\n)(?=[\\s\\S]))` : '^';
      case '$':
        return multiline ? `(?=\\n|${END})` : BEFORE_LAST_NEWLINE;
      case '{': {
        const quantifier = this.take(/\d+(?:,\d*)?\}/y);
        return quantifier ? `{${quantifier[0]}` : '\\{';
      }
      case '}':
      case ']':
        return `\\${char}`;
      default:
        return char;
    }
  }

  private group(): string {
    if (this.source[this.at] === '*') throw invalidPattern('verbs such as (*UCP) are not supported');
    if (this.source[this.at] !== '?') return '(';
    if (this.take(/\?#[^)]*\)/y)) return '';
    const reference = this.take(/\?P=(\w+)\)/y);
    if (reference) return `\\k<${reference[1]}>`;
    const named = this.take(/\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/y);
    if (named) return `(?<${named[1] ?? named[2]}>`;
    const plain = this.take(/\?(?::|=|!|<=|<!)/y);
    if (plain) return `(${plain[0]}`;
    throw invalidPattern(`the group (${this.source.slice(this.at, this.at + 3)} is not supported`);
  }

  /** Escapes that mean one character or one property, in a class and outside. */
  private sharedEscape(char: string): string | undefined {
    if (/[dDwWnrtf]/.test(char)) return `\\${char}`;
    if (char === 'e') return '\\x1b';
    if (char === 'a') return '\\x07';
    if (char === 'x') {
      const code = this.take(/\{([0-9a-f]+)\}|([0-9a-f]{1,2})/iy);
      if (code) return `\\u{${code[1] ?? code[2]}}`;
    }
    if (char === '0') return `\\u{${Number.parseInt(this.take(/[0-7]{0,2}/y)?.[0] || '0', 8).toString(16)}}`;
    if (char === 'p' || char === 'P') {
      const [, negated, long, short] = this.take(/\{(\^?)([\w&]+)\}|([CLMNPSZ])/y) ?? [];
      const name = (long ?? short)?.replace('L&', 'LC');
      if (!name) throw invalidPattern('unknown property after \\p');
      const letter = Boolean(negated) === (char === 'P') ? 'p' : 'P';
      return `\\${letter}{${CATEGORY.test(name) ? name : `Script=${name}`}}`;
    }
    if (char === 'Q') {
      const quoted = this.take(/([\s\S]*?)(?:\\E|$)/y)?.[1] ?? '';
      return Array.from(quoted, literal).join('');
    }
    return /[A-Za-z0-9]/.test(char) ? undefined : literal(char);
  }

  private escape(): string {
    const char = this.source[this.at++];
    if (char === undefined) throw invalidPattern('\\ at end of pattern');
    const known = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
    if (known !== undefined) return known;
    if (/[1-9bB]/.test(char)) return `\\${char}`;
    if (char === 'k' || char === 'g') {
      const [, ...names] = this.take(/<(\w+)>|\{(\w+)\}|'(\w+)'|(\d+)/y) ?? [];
      const name = names.find((found) => found !== undefined);
      if (name) return /^\d+$/.test(name) ? `(?:\\${name})` : `\\k<${name}>`;
    }
    const shared = this.sharedEscape(char);
    if (shared === undefined) throw invalidPattern(`\\${char} is not supported`);
    return shared;
  }

  private characterClass(): string {
    let out = this.take(/\^/y) ? '[^' : '[';
    if (this.take(/\]/y)) out += '\\]';
    for (let afterSet = true; ; ) {
      const char = this.source[this.at++];
      if (char === undefined) throw invalidPattern('missing terminating ] for character class');
      if (char === ']') return `${out}]`;
      if (char === '-' && (afterSet || /^(?:\]|\\[dDwWsSpPhv]|\[:)/.test(this.source.slice(this.at, this.at + 2)))) {
        out += '\\-';
        continue;
      }
      const item = this.classItem(char);
      out += item;
      afterSet = item.length > 1 && /^(?:\\[dDwWsSpP]|[^\\])/.test(item);
    }
  }

  private classItem(char: string): string {
    if (char === '[') {
      const name = this.take(/:(\^?\w+):\]/y)?.[1];
      if (name === undefined) return '\\[';
      if (!Object.hasOwn(POSIX, name)) throw invalidPattern(`[:${name}:] is not supported`);
      return POSIX[name]!;
    }
    if (char !== '\\') return /[\^$.*+?()|/{}]/.test(char) ? `\\${char}` : char;
    const escaped = this.source[this.at++];
    if (escaped === undefined) throw invalidPattern('\\ at end of pattern');
    const known = Object.hasOwn(CLASS_ESCAPES, escaped) ? CLASS_ESCAPES[escaped] : undefined;
    const item = known ?? this.sharedEscape(escaped);
    if (item === undefined) throw invalidPattern(`\\${escaped} is not supported in a character class`);
    return item;
  }
}

/**
 * The JavaScript expression that means what a PCRE pattern means; `options` are some of `imsxu`. Code 51108 for others,
 * 51091 for a pattern that is wrong or cannot be said in JavaScript. `flags` are added to its own (`g`).
 */
export function compilePcre(pattern: string, options: string, flags = ''): RegExp {
  const unknown = options.replace(/[imsxu]/g, '');
  if (unknown) throw new CommandError(51108, 'Location51108', `invalid flag in regex options: ${unknown}`);
  const [opening = '', inner = ''] = /^\(\?([imsx]+)\)/.exec(pattern) ?? [];
  const all = options + inner;
  const source = new Translation(pattern.slice(opening.length), {
    multiline: all.includes('m'),
    dotAll: all.includes('s'),
    extended: all.includes('x'),
  }).run();
  try {
    return new RegExp(source, `u${all.includes('i') ? 'i' : ''}${flags}`);
  } catch {
    throw invalidPattern(pattern);
  }
}
