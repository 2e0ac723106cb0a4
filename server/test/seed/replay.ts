import { type Action, type Facts, transition } from '@jierong/shared/reportLifecycle';
import { firstPosition, type Position } from '@jierong/shared/reportPosition';
import type { ReportRecord, StoredEntry } from '../../src/modules/reports/record';

/** Acts that only say what was tried; where the report stands stays the table's business. */
const factsFor = (report: ReportRecord, entry: StoredEntry): Facts => {
  const offered = report.timeline.some(({ action }) => ['claim', 'offerOver'].includes(action));
  return {
    selfGovernable: offered || report.position.receipt === 'offered',
    targetOpen: entry.action === 'merge',
  };
};

/** Goes a stored timeline through the shared table of transitions. Returns where it ends, or what is not allowed. */
export function replay(report: ReportRecord): { position: Position } | { refused: string } {
  let position = firstPosition;
  const [first, ...entries] = report.timeline;
  if (first?.action !== 'submit' || first.to !== 'received') return { refused: 'does not begin with submit' };
  let at = first.at;
  for (const entry of entries) {
    const name = `${report._id}: ${entry.action} from ${position.state}`;
    const result = transition(position, entry.action as Action, entry.actor, factsFor(report, entry));
    if (!result.allowed) return { refused: `${name} (${result.because})` };
    for (const need of result.needs) if (!brought(need, entry)) return { refused: `${name} lacks ${need}` };
    if (entry.from !== position.state || entry.to !== result.position.state || entry.at < at)
      return { refused: `${name} is not what the timeline says` };
    position = result.position;
    at = entry.at;
  }
  return { position };
}

function brought(need: string, entry: StoredEntry): boolean {
  switch (need) {
    case 'reason':
      return Boolean(entry.reason);
    case 'photo':
    case 'afterPhoto':
      return entry.photos.length > 0;
    case 'caseNumber':
      return Boolean(entry.caseNumber);
    case 'limit':
      return Boolean(entry.dueAt);
    case 'unit':
      return Boolean(entry.by);
    default:
      return true;
  }
}
