import * as z from 'zod';
import { ConfigurationError } from '../../env';
import { condition, unknownIn } from '../../modules/rules/condition';

const day = z.iso.date();
const rule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
  /** For people, in a dry run. */
  name: z.string().min(1).max(60),
  ...condition,
  /** Channels reports came through, `open311` or `open311:key`; what people sent themselves is `people`. */
  sources: z.array(z.string().min(1)).min(1).optional(),
  /** The destination whose case decides; the main one of the installation when left out. */
  lead: z.string().optional(),
  /** Destinations that get the case as well. */
  copies: z.array(z.string()).optional(),
  /** Our unit that is answerable for what goes this way. */
  unit: z.string().optional(),
  /** First and last day, in Beijing. */
  from: day.optional(),
  to: day.optional(),
});
const file = z.strictObject({ demonstration: z.boolean(), note: z.string().optional(), rules: z.array(rule) });

/** A rule as it is asked: with its destination. */
export type RoutingRule = Omit<z.infer<typeof rule>, 'lead' | 'copies'> & { lead: string; copies: readonly string[] };

/** In the order of their file; the last is for everything, always. */
export type RoutingRules = readonly RoutingRule[];

/** All that is wrong with a set of rules, one a line. */
export class RoutingMistakes extends ConfigurationError {}

/** What rules may name. The first destination is the main one. */
export interface Known {
  destinations: readonly string[];
  units: readonly string[];
}

/**
 * Reads a set of rules and checks it whole, so that no report is ever without a way.
 * @throws RoutingMistakes with every mistake: a destination, unit, place or category that is not known, an id given twice,
 * days the wrong way round, or no last rule for everything
 */
export function readRules(text: string, known: Known): RoutingRules {
  const parsed = file.safeParse(jsonOf(text));
  if (!parsed.success) throw mistakes(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const { rules } = parsed.data;
  const wrong = [...rules.flatMap((each) => wrongIn(each, known)), ...twice(rules.map(({ id }) => id)), ...gap(rules)];
  if (wrong.length) throw mistakes(wrong);
  const [main] = known.destinations;
  if (main === undefined) throw mistakes(['there is no destination']);
  return rules.map(({ lead, copies, ...rest }) => ({ ...rest, lead: lead ?? main, copies: copies ?? [] }));
}

const mistakes = (lines: readonly string[]): RoutingMistakes =>
  new RoutingMistakes(`The routing has ${lines.length} mistake(s):\n  ${lines.join('\n  ')}`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw mistakes(['it is not JSON']);
  }
}

function wrongIn(each: z.infer<typeof rule>, { destinations, units }: Known): string[] {
  const { id, lead, copies = [], unit, from, to } = each;
  const named = [...(lead === undefined ? [] : [lead]), ...copies];
  return [
    ...named.filter((name) => !destinations.includes(name)).map((name) => `unknown destination ${name}`),
    ...(copies.some((copy) => copy === (lead ?? destinations[0])) ? ['its lead is among its copies'] : []),
    ...twice(copies),
    ...(unit && !units.includes(unit) ? [`unknown unit ${unit}`] : []),
    ...unknownIn(each).map((what) => `unknown ${what}`),
    ...(from && to && from > to ? [`it ends on ${to}, before it begins`] : []),
  ].map((what) => `${id}: ${what}`);
}

const twice = (all: readonly string[]): string[] =>
  [...new Set(all.filter((one, at) => all.indexOf(one) !== at))].map((one) => `${one} is there twice`);

const isForAll = ({ place, category, sources, from, to }: z.infer<typeof rule>): boolean =>
  !place && !category && !sources && !from && !to;

function gap(rules: readonly z.infer<typeof rule>[]): string[] {
  const last = rules.at(-1);
  return last && isForAll(last) ? [] : ['the last rule must be for everything: what fits no other goes there'];
}
