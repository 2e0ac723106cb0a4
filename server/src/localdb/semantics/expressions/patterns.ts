import { type BsonValue, type Doc, isDoc } from '../../bson/values';
import { CommandError } from '../../errors';
import { compilePcre } from '../pcre';
import { type Expression, isMissing, namedOperands } from './operands';

/** The text and the pattern of `$regexMatch` and its kin; undefined when one of them is null or missing. */
function readArguments(name: string, given: Doc): { text: string; pattern: RegExp } | undefined {
  const { input, regex, options } = given;
  if (isMissing(input) || isMissing(regex)) return undefined;
  if (typeof input !== 'string') throw new CommandError(51104, 'Location51104', `${name} needs 'input' to be a string`);
  if (options !== undefined && options !== null && typeof options !== 'string') {
    throw new CommandError(51106, 'Location51106', `${name} needs 'options' to be a string`);
  }
  if (regex instanceof RegExp) {
    return { text: input, pattern: compilePcre(regex.source, options ?? regex.flags.replace('g', 's'), 'g') };
  }
  if (typeof regex !== 'string') {
    throw new CommandError(51105, 'Location51105', `${name} needs 'regex' to be a string or a pattern`);
  }
  return { text: input, pattern: compilePcre(regex, options ?? '', 'g') };
}

function shown(found: RegExpMatchArray, text: string): Doc {
  const idx = Array.from(text.slice(0, found.index)).length;
  return { match: found[0], idx, captures: found.slice(1).map((capture: BsonValue) => capture ?? null) };
}

function matching(name: string, nothing: BsonValue, result: (text: string, pattern: RegExp) => BsonValue): Expression {
  return (doc, operands, options) => {
    const literal = isDoc(operands) && operands.regex instanceof RegExp ? { regex: operands.regex } : {};
    const read = readArguments(name, { ...namedOperands(name, doc, operands, options), ...literal });
    return read ? result(read.text, read.pattern) : nothing;
  };
}

export const patternExpressions: Record<string, Expression> = {
  $regexMatch: matching('$regexMatch', false, (text, pattern) => pattern.test(text)),
  $regexFind: matching('$regexFind', null, (text, pattern) => {
    const found = pattern.exec(text);
    return found ? shown(found, text) : null;
  }),
  $regexFindAll: matching('$regexFindAll', [], (text, pattern) =>
    Array.from(text.matchAll(pattern), (found) => shown(found, text)),
  ),
};
