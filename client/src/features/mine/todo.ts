import type { mine } from '@jierong/shared/endpoints/reports';
import { openAct, openReport } from '@/features/reports/navigate';
import type { Output } from '@/services/request';

export type Summary = Output<typeof mine.summary>;
export type Todo = Summary['todos'][number];
export type TodoKind = Todo['kind'];

/** Opens the page where it is done. */
export function openTodo({ kind, report }: Todo): void {
  if (kind === 'rate') openAct('rate', report.id);
  else if (kind === 'claimDue') openAct('claim', report.id);
  else openReport(report.id);
}
