import fc from 'fast-check';
import {
  addLimit,
  addWorkingHours,
  addWorkingMinutes,
  dayStamp,
  isWorkingTime,
  nextWorkingStart,
  startOfDay,
  workingMinutesBetween,
} from '../../src/modules/calendar/workingTime';

const beijing = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const instants = fc.date({ min: beijing('2024-06-01 00:00'), max: beijing('2026-12-01 00:00'), noInvalidDate: true });
const minutes = fc.integer({ min: 1, max: 20 * 450 });

describe('deadlines in working time', () => {
  test.each([
    ['within a morning', '2026-11-23 09:00', 2, '2026-11-23 11:00'],
    ['over lunch', '2026-11-23 11:00', 2, '2026-11-23 14:30'],
    ['from a lunch break', '2026-11-23 12:40', 1, '2026-11-23 14:30'],
    ['from an evening into the next morning', '2026-11-23 20:15', 4, '2026-11-24 14:00'],
    ['before the doors open', '2026-11-23 06:00', 0.5, '2026-11-23 09:00'],
    ['over a weekend', '2026-11-20 16:30', 2, '2026-11-23 09:30'],
    ['over National Day, which ends on Wednesday the 7th', '2026-09-30 17:00', 1, '2026-10-08 09:00'],
    ['into a make-up Saturday', '2026-10-09 17:00', 1, '2026-10-10 09:00'],
    ['and not into an ordinary Saturday', '2026-10-16 17:00', 1, '2026-10-19 09:00'],
    ['over Spring Festival, from its make-up Saturday', '2026-02-14 17:00', 1, '2026-02-24 09:00'],
    ['up to the last minute of a day', '2026-11-23 13:30', 4, '2026-11-23 17:30'],
  ])('%s', (_story, from, hours, due) => {
    expect(addWorkingHours(beijing(from), hours)).toEqual(beijing(due));
  });

  test('one working day from ten is ten on the next working day', () => {
    expect(addLimit(beijing('2026-11-20 10:00'), { value: 1, unit: 'workingDay' })).toEqual(
      beijing('2026-11-23 10:00'),
    );
    expect(addLimit(beijing('2026-11-20 10:00'), { value: 5, unit: 'workingDay' })).toEqual(
      beijing('2026-11-27 10:00'),
    );
  });

  test('one working day from an evening ends with the next working day', () => {
    expect(addLimit(beijing('2026-11-20 21:00'), { value: 1, unit: 'workingDay' })).toEqual(
      beijing('2026-11-23 17:30'),
    );
  });

  test('calendar days do not stop for holidays', () => {
    expect(addLimit(beijing('2026-09-30 17:00'), { value: 7, unit: 'day' })).toEqual(beijing('2026-10-07 17:00'));
  });

  test('what comes in the evening is read when the doors open', () => {
    expect(nextWorkingStart(beijing('2026-11-20 19:00'))).toEqual(beijing('2026-11-23 08:30'));
    expect(nextWorkingStart(beijing('2026-11-23 12:00'))).toEqual(beijing('2026-11-23 13:30'));
    expect(nextWorkingStart(beijing('2026-11-23 09:07'))).toEqual(beijing('2026-11-23 09:07'));
  });

  test('offices are closed at noon, at night and on holidays', () => {
    expect(isWorkingTime(beijing('2026-11-23 11:59'))).toBe(true);
    expect(isWorkingTime(beijing('2026-11-23 12:00'))).toBe(false);
    expect(isWorkingTime(beijing('2026-11-23 17:30'))).toBe(false);
    expect(isWorkingTime(beijing('2026-10-01 10:00'))).toBe(false);
    expect(isWorkingTime(beijing('2026-10-10 10:00'))).toBe(true);
  });

  test('a day begins at midnight in Beijing', () => {
    expect(startOfDay(beijing('2026-11-23 00:30'))).toEqual(beijing('2026-11-23 00:00'));
    expect(dayStamp(beijing('2026-11-23 00:30'))).toBe('20261123');
  });

  test('exactly the minutes asked for lie between the start and the deadline, and it never falls outside of work', () => {
    fc.assert(
      fc.property(instants, minutes, (from, n) => {
        const due = addWorkingMinutes(from, n);
        expect(workingMinutesBetween(from, due)).toBeCloseTo(n, 6);
        expect(isWorkingTime(new Date(due.getTime() - 1))).toBe(true);
      }),
    );
  });

  test('a later start or a longer limit never gives an earlier deadline, and two parts make the whole', () => {
    fc.assert(
      fc.property(instants, instants, minutes, minutes, (a, b, n, m) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        expect(addWorkingMinutes(early, n).getTime()).toBeLessThanOrEqual(addWorkingMinutes(late, n).getTime());
        expect(addWorkingMinutes(early, n + m)).toEqual(addWorkingMinutes(addWorkingMinutes(early, n), m));
      }),
    );
  });

  test('the next start of work is the first working instant that is not earlier', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const next = nextWorkingStart(at);
        expect(isWorkingTime(next)).toBe(true);
        expect(workingMinutesBetween(at, next)).toBe(0);
      }),
    );
  });
});
