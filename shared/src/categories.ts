import * as z from 'zod/mini';

/** The dozen plain groups people choose from; the 403 official codes lie behind them (domain §4). */
export const categoryGroups = [
  'signboard',
  'illegalBuilding',
  'clutter',
  'occupation',
  'parking',
  'waste',
  'road',
  'lamp',
  'greenery',
  'dust',
  'water',
  'other',
] as const;
export const categoryGroup = z.enum(categoryGroups);
export type CategoryGroup = z.infer<typeof categoryGroup>;

/** Things (管理部件) and what happens to them (管理事项). A thing and the fault of it share one number. */
export const categoryKind = z.enum(['component', 'event']);
export type CategoryKind = z.infer<typeof categoryKind>;

/** An official code as stored with a report: it names its standard and edition, because a city may run an older set. */
export const category = z.object({
  standard: z.string(),
  edition: z.string(),
  kind: categoryKind,
  majorCode: z.string(),
  code: z.string(),
  name: z.string(),
});
export type Category = z.infer<typeof category>;

export const categoryCode = z.string().check(z.regex(/^\d{5}$/));

/** One row of the category search. */
export const categoryMatch = z.object({
  code: z.string(),
  name: z.string(),
  kind: categoryKind,
  majorName: z.string(),
  group: categoryGroup,
});
export type CategoryMatch = z.infer<typeof categoryMatch>;

/** A limit of the duty list: working hours, working days or calendar days (domain §3). */
export const timeLimit = z.object({
  value: z.number().check(z.positive()),
  unit: z.enum(['workingHour', 'workingDay', 'day']),
});
export type TimeLimit = z.infer<typeof timeLimit>;
