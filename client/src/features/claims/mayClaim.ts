import type { Me } from '@jierong/shared/people';
import type { Role } from '@jierong/shared/roles';

const claimers: readonly Role[] = ['merchant', 'allianceLead', 'roadChief', 'volunteer'];

/** Who is shown the offers (product: a shop, a road chief or a volunteer). The server decides at the claim itself. */
export const mayClaim = (me: Me | undefined): boolean => me !== undefined && claimers.includes(me.role);
