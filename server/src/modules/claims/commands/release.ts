import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { act, changeReport } from '../../reports/change';
import { requireSight } from '../../reports/policy';
import type { ReportRecord } from '../../reports/record';
import { towardsForwarding } from '../../review/towardsForwarding';
import { requireClaimer } from '../policy';

interface Input {
  id: string;
  version: number;
}

/** The claimer gives up: the issue goes to the case queue at once. @throws notFound, forbidden, illegalTransition, reportMoved */
export function giveUpClaim(services: Services, person: Person, input: Input): Promise<ReportRecord> {
  return release(services, person, input, 'giveUp', 'claimer');
}

/** A grid officer sends what cannot wait for its claimer to the case queue. @throws as giveUpClaim */
export function takeOverClaim(services: Services, person: Person, input: Input): Promise<ReportRecord> {
  if (person.role !== 'gridOfficer') throw new AppError('forbidden');
  return release(services, person, input, 'takeOver', 'gridOfficer');
}

async function release(
  services: Services,
  person: Person,
  { id, version }: Input,
  action: 'giveUp' | 'takeOver',
  actor: 'claimer' | 'gridOfficer',
): Promise<ReportRecord> {
  const at = services.now();
  const report = await changeReport(id, version, (found) => {
    requireSight(undefined, found);
    if (actor === 'claimer') requireClaimer(person, found);
    const by = actor === 'claimer' ? found.claim?.by : person.unit?.name;
    const acted = act(found, { action, actor, at, personId: person.id, ...(by ? { by } : {}) });
    const change = towardsForwarding(found, acted, at, services.env);
    return { ...change, set: { ...change.set, claim: undefined } };
  });
  services.kick();
  return report;
}
