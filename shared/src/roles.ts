import * as z from 'zod/mini';

/** Who a person is in the district; what each may do is decided by the policies of the server. */
export const roles = [
  'resident',
  'merchant',
  'allianceLead',
  'roadChief',
  'gridOfficer',
  'squadronLead',
  'volunteer',
  'departmentStaff',
  'bureauLead',
  'complaintsOfficer',
  'moderator',
  'admin',
] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** Duties at the case desk: grants beside the role, with a unit and an end date (受理员, 派遣员, 处置, 核查员). */
export const duties = ['acceptor', 'dispatcher', 'handler', 'checker'] as const;
export const duty = z.enum(duties);
export type Duty = z.infer<typeof duty>;

/**
 * Who causes a transition of a report. A person is several of these at once (a reporter may also be a moderator);
 * the server names the one under which the act is done.
 */
export const actors = [
  'reporter',
  'supporter',
  'claimer',
  'merchant',
  'roadChief',
  'volunteer',
  'gridOfficer',
  'moderator',
  'dispatcher',
  'handler',
  'checker',
  'lead',
  'admin',
  'official',
  'system',
] as const;
export const actor = z.enum(actors);
export type Actor = z.infer<typeof actor>;
