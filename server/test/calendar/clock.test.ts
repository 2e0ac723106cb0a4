import fc from 'fast-check';
import { presentClock, soonFrom } from '../../src/modules/calendar/clock';
import { addLimit } from '../../src/modules/calendar/workingTime';

const beijing = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const limit = { value: 4, unit: 'workingHour' } as const;
const friday = beijing('2026-11-20 15:30');
const due = addLimit(friday, limit);

describe('deadline clocks', () => {
  test('a clock in working hours stands still over the weekend', () => {
    expect(due).toEqual(beijing('2026-11-23 10:30'));
    expect(presentClock('handle', friday, due, beijing('2026-11-20 17:30'), { limit })).toMatchObject({
      status: 'onTime',
      share: 0.5,
    });
    expect(presentClock('handle', friday, due, beijing('2026-11-22 12:00'), { limit })).toMatchObject({
      status: 'onTime',
      share: 0.5,
    });
  });

  test('it is soon from the last quarter, over after the deadline', () => {
    expect(presentClock('handle', friday, due, beijing('2026-11-23 09:29'), { limit }).status).toBe('onTime');
    expect(presentClock('handle', friday, due, beijing('2026-11-23 09:30'), { limit }).status).toBe('soon');
    expect(presentClock('handle', friday, due, due, { limit }).status).toBe('soon');
    expect(presentClock('handle', friday, due, beijing('2026-11-23 10:31'), { limit }).status).toBe('over');
    expect(presentClock('handle', friday, due, beijing('2026-11-23 14:30'), { limit }).share).toBeCloseTo(1.625);
  });

  test('it is over at night too, when no working time passes after the deadline', () => {
    const evening = beijing('2026-11-23 17:30');
    const clock = presentClock('handle', beijing('2026-11-23 13:30'), evening, beijing('2026-11-23 22:00'), { limit });
    expect(clock.status).toBe('over');
    expect(clock.share).toBeGreaterThan(1);
  });

  test('done and paused say so whatever the hour', () => {
    expect(presentClock('handle', friday, due, beijing('2026-12-20 10:00'), { limit, done: true }).status).toBe('done');
    expect(presentClock('handle', friday, due, beijing('2026-12-20 10:00'), { limit, paused: true }).status).toBe(
      'paused',
    );
  });

  test('a clock without a working limit runs day and night', () => {
    const start = beijing('2026-11-20 00:00');
    const end = beijing('2026-11-27 00:00');
    expect(presentClock('answer', start, end, beijing('2026-11-23 12:00')).share).toBe(0.5);
  });

  test('the instant of "soon" kept for the queue agrees with the clock that is shown', () => {
    fc.assert(
      fc.property(
        fc.date({ min: beijing('2026-01-05 00:00'), max: beijing('2026-11-01 00:00'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('workingHour', 'workingDay', 'day'),
        (start, value, unit) => {
          const l = { value, unit } as const;
          const end = addLimit(start, l);
          const soon = soonFrom(start, end, l);
          expect(presentClock('handle', start, end, new Date(soon.getTime() + 1), { limit: l }).status).toBe('soon');
          expect(presentClock('handle', start, end, new Date(soon.getTime() - 60_000), { limit: l }).status).toBe(
            'onTime',
          );
        },
      ),
    );
  });
});
