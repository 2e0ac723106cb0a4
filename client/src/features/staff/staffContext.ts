import type { mine } from '@jierong/shared/endpoints/reports';
import type { Me } from '@jierong/shared/people';
import { createContext, useContext } from 'react';
import type { SignedIn } from '@/features/session/useSignedIn';
import type { Output } from '@/services/request';

/** What every part of a staff page knows of its reader. */
export interface Staff {
  me: Me;
  signedIn: SignedIn['signedIn'];
  /** What waits for the reader, as the rail counts it. */
  work?: Output<typeof mine.summary>['work'];
  /** Counts anew, after an act. */
  recount: () => void;
  /** Lets another person sign in. */
  switchPerson: () => void;
  signOut: () => void;
}

export const StaffContext = createContext<Staff | undefined>(undefined);

/** @throws outside of a `StaffPage` */
export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (!staff) throw new Error('not inside a StaffPage');
  return staff;
}
