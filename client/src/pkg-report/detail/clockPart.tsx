import type { ReportInfo } from '@jierong/shared/reports';
import { Water } from '@/components/water';
import { clockText } from '@/text/time';

/** Clocks that have a place of their own on the page. */
const elsewhere = ['undo', 'answer'];

/** The deadline as a water level. */
export function ClockPart({ report, now }: { report: ReportInfo; now: number }) {
  const { clock } = report;
  if (!clock || elsewhere.includes(clock.kind)) return null;
  const { limit, until, text } = clockText(clock, now);
  return <Water status={clock.status} share={clock.share} limit={limit} until={until} text={text} />;
}
