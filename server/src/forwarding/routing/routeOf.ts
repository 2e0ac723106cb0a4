import type { PassedOver } from '@jierong/shared/routing';
import { dayStamp } from '../../modules/calendar/workingTime';
import { type Issue, misfit, narrowness } from '../../modules/rules/condition';
import type { RoutingRule, RoutingRules } from './rules';

/** What routing looks at. A report has all of it; without `source` people sent it themselves. */
export interface Routed extends Issue {
  source?: string;
}

/** Where a report goes, by which rule, and why by none of the others. */
export interface Routing {
  lead: string;
  copies: readonly string[];
  unit?: string;
  because: { rule: RoutingRule; others: { rule: RoutingRule; why: PassedOver }[] };
}

/**
 * Where a report goes at an instant: the narrowest rule that fits decides (category before place before source), of
 * equally narrow ones the first. Pure.
 */
export function routeOf(rules: RoutingRules, report: Routed, at: Date): Routing {
  const judged = rules.map((rule, order) => ({
    rule,
    order,
    why: unfit(rule, report, at),
    narrow: [...narrowness(rule, report), rule.sources ? 1 : 0],
  }));
  const [first] = judged
    .filter(({ why }) => why === undefined)
    .sort((a, b) => compare(b.narrow, a.narrow) || a.order - b.order);
  if (!first) throw new Error('a set of rules without a last one for everything was used');
  const { rule, narrow } = first;
  const passedOver = (other: (typeof judged)[number]): PassedOver =>
    other.why ?? (compare(other.narrow, narrow) < 0 ? 'wider' : 'later');
  return {
    lead: rule.lead,
    copies: rule.copies,
    ...(rule.unit ? { unit: rule.unit } : {}),
    because: {
      rule,
      others: judged.filter((other) => other !== first).map((other) => ({ rule: other.rule, why: passedOver(other) })),
    },
  };
}

function unfit(rule: RoutingRule, report: Routed, at: Date): PassedOver | undefined {
  const today = dayStamp(at);
  if (rule.from && today < plain(rule.from)) return 'notYet';
  if (rule.to && today > plain(rule.to)) return 'over';
  return misfit(rule, report) ?? (fromThere(rule.sources, report.source ?? 'people') ? undefined : 'source');
}

const plain = (day: string): string => day.replaceAll('-', '');

const fromThere = (sources: readonly string[] | undefined, source: string): boolean =>
  !sources || sources.includes(source) || sources.includes(source.split(':')[0] ?? '');

const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};
