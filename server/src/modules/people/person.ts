import type { Duty, Role } from '@jierong/shared/roles';

/** Who acts, as commands and policies see it: a plain record without openid, phone or token. */
export interface Person {
  id: string;
  nickname: string;
  role: Role;
  title: string;
  /** Desk duties that hold today. */
  duties: Duty[];
  unit?: { id: string; name: string };
  shop?: { id: string; name: string };
  allianceId?: string;
  phoneVerified: boolean;
  demonstration: boolean;
}
