import { badParameter } from './problem';

/**
 * A W3CDTF instant with its zone. A space stands where a client forgot to escape the plus sign of the zone.
 * Years of four digits, fractions of a second as many as wanted.
 */
const W3CDTF = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?(?:\.(\d+))?(Z|[+ -]\d{2}:\d{2})$/;

/** The instant of a parameter. @throws Open311Problem 400 that names it */
export function instantOf(name: string, given: string): Date {
  const [, day, time, seconds = ':00', fraction = '0', zone] = W3CDTF.exec(given) ?? [];
  const at = new Date(`${day}T${time}${seconds}.${fraction.slice(0, 3)}${zone?.replace(' ', '+')}`);
  if (Number.isNaN(at.getTime()) || !realDay(day ?? ''))
    throw badParameter(name, 'must be a W3CDTF time with its zone, such as 2026-11-23T01:00:00Z');
  return at;
}

/** The engine turns 30 February into 2 March. */
const realDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

/** An instant as W3CDTF in UTC, to the second. */
export const w3c = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
