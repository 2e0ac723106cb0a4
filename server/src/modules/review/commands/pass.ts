import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { act, changeReport } from '../../reports/change';
import { moderatesOwn } from '../policy';
import { towardsForwarding } from '../towardsForwarding';

/** A moderator lets a report through. @throws notFound, reportMoved, illegalTransition, conflictOfInterest */
export async function pass(services: Services, person: Person, input: { id: string; version: number }): Promise<void> {
  const now = services.now();
  await changeReport(input.id, input.version, (report) => {
    if (moderatesOwn(person, report)) throw new AppError('conflictOfInterest');
    const acted = act(report, { action: 'pass', actor: 'moderator', at: now, personId: person.id });
    return towardsForwarding(report, acted, now, services.env);
  });
  services.kick();
}
