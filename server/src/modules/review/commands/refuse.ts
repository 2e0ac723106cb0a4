import type { RefuseReason } from '@jierong/shared/reports';
import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { act, changeReport } from '../../reports/change';
import { nextWake } from '../../reports/wakeAt';
import { moderatesOwn } from '../policy';

interface Input {
  id: string;
  version: number;
  reason: RefuseReason;
  note?: string | undefined;
}

/** A moderator refuses, with a reason and a note its reporter can read. @throws as `pass` */
export async function refuse(services: Services, person: Person, { id, version, reason, note }: Input): Promise<void> {
  const at = services.now();
  const detail = { reason, ...(note ? { note } : {}) };
  await changeReport(id, version, (report) => {
    if (moderatesOwn(person, report)) throw new AppError('conflictOfInterest');
    const { position, change } = act(report, { action: 'refuse', actor: 'moderator', at, personId: person.id, detail });
    return {
      ...change,
      set: {
        ...change.set,
        refusal: { ...detail, moderatorId: person.id, at },
        wakeAt: nextWake({ ...report, position }, services.env),
      },
    };
  });
  services.kick();
}
