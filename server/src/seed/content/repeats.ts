import { beginReport } from './begin';
import { neighbour } from './cast';
import { MERGED } from './fates';
import { stepsOf } from './paths';
import { stepsFrom } from './spots';
import { follow, type Stage } from './step';
import { Walk } from './walk';

const MINUTE = 60_000;

/** Reports that repeat another one of the same place while that was open, and were merged into it. */
export function repeatsOf(
  walks: readonly Walk[],
  stage: Stage,
  reportId: (i: number) => string,
  undoMinutes: number,
): Walk[] {
  const { chance, now, sources } = stage;
  const targets = walks.filter(({ report, case: record }) => {
    const over = report.resolvedAt ?? report.closedAt ?? now;
    return record && !report.selfGovernable && over.getTime() - report.createdAt.getTime() > 240 * MINUTE;
  });
  const every = Math.floor(targets.length / MERGED);
  return Array.from({ length: MERGED }, (_, i) => {
    const target = targets[i * every + chance.between(0, every - 1)]!.report;
    const story = sources.storyOf(target);
    const at = new Date(target.createdAt.getTime() + chance.between(40, 90) * MINUTE);
    const place = stepsFrom(target.place, chance);
    const walk = new Walk(
      beginReport(reportId(i), story, place, neighbour(i * 11 + 3), at, undoMinutes, sources, chance),
      at,
    );
    follow(walk, { ...stage, now: new Date(at.getTime() + 60 * MINUTE) }, stepsOf('delivered', false));
    merge(walk, target._id, new Date(at.getTime() + 75 * MINUTE));
    return walk;
  });
}

/** Puts a duplicate into the report it repeats; its case goes along. */
function merge(walk: Walk, into: string, at: Date): void {
  walk.at = at;
  walk.step('merge', 'dispatcher', {
    facts: { targetOpen: true },
    set: { mergedInto: into, mergedAt: at, before: walk.report.position },
  });
  if (!walk.case) return;
  walk.case = {
    ...walk.case,
    stage: 'merged',
    open: false,
    waitsFor: [],
    rank: 8.64e15 - at.getTime(),
    updatedAt: at,
  };
}
