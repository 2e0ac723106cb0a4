import { type Action, allActions, type Facts, openActions, transition } from '../src/reportLifecycle';
import { firstPosition, openStates, type Position, reportStates, unpublishedStates } from '../src/reportPosition';
import { rows } from '../src/reportTransitions';
import { type Actor, actors } from '../src/roles';

/** Every place a report can be in, marks and all. */
function everyPosition(): Position[] {
  const marks = [false, true];
  const positions: Position[] = [];
  for (const state of reportStates)
    for (const receipt of state === 'forwarding' ? (['offered', 'queued', 'attempted', 'held'] as const) : [undefined])
      for (const origin of state === 'resolved' || state === 'closed' ? (['official', 'claim'] as const) : [undefined])
        for (const outcome of state === 'closed' ? (['fixed', 'unfixed', 'voided'] as const) : [undefined])
          for (const disputeOpen of state === 'resolved' || state === 'closed' ? marks : [false])
            for (const appealOpen of state === 'refused' || state === 'declined' ? marks : [false])
              positions.push({ ...firstPosition, state, receipt, origin, outcome, disputeOpen, appealOpen });
  return positions;
}

/** Facts under which every row with a condition is open. */
const generous: Facts = {
  sent: true,
  destinationAgrees: true,
  silenceCloses: true,
  targetOpen: true,
  before: firstPosition,
  supporterConfirmations: 1,
};

const name = (p: Position): string =>
  [p.state, p.receipt, p.origin, p.outcome, p.disputeOpen && 'disputed', p.appealOpen && 'appealed']
    .filter(Boolean)
    .join(':');

/** What the table of the design says, read by hand: who may do what from where. `+` joins states, `*` is any. */
const written: Record<string, string> = {
  edit: 'received by reporter',
  correct: 'refused by reporter',
  release: 'received by system',
  sendToReview: 'received by system',
  pass: 'inReview by moderator,system',
  refuse: 'inReview by moderator',
  claim: 'forwarding:offered by merchant,roadChief,volunteer',
  offerOver: 'forwarding:offered by system',
  acknowledge: 'forwarding:queued,forwarding:attempted by official',
  retryLater: 'forwarding:queued,forwarding:attempted by system',
  hold: 'forwarding:queued,forwarding:attempted by system',
  resend: 'forwarding:held by lead,admin',
  reroute: 'forwarding:held by lead,admin',
  deliverByHand: 'forwarding:held by lead,admin',
  closeWithReason: 'forwarding:held by lead',
  done: 'claimed by claimer',
  giveUp: 'claimed by claimer',
  limitOver: 'claimed by system',
  takeOver: 'claimed by gridOfficer',
  accept: 'delivered by official',
  decline: 'delivered by official',
  file: 'delivered by official',
  fixOnSpot: 'delivered,filed by official',
  dispatch: 'filed,reopened by dispatcher,official',
  start: 'dispatched,reopened by handler,official',
  sendBack: 'dispatched,handling by handler,official',
  handOver: 'dispatched,handling by dispatcher,official',
  feedback: 'dispatched,handling by handler,official',
  closeUnfixed: 'filed,dispatched,handling by lead,official',
  void: 'filed,dispatched,handling by lead,official',
  supplement: 'declined by reporter',
  cannotReopen: 'reopened by system',
  refuseRedo: 'reopened by lead,official',
  unmerge: 'merged by moderator',
};

describe('the table of the life of a report', () => {
  const positions = everyPosition();

  test.each(Object.entries(written))('%s is open exactly: %s', (action, rule) => {
    const [from, by] = rule.split(' by ') as [string, string];
    const starts = from.split(',');
    const who = by.split(',');
    for (const p of positions)
      for (const actor of actors) {
        const here = starts.some((s) => s === p.state || s === `${p.state}:${p.receipt}`) && !p.appealOpen;
        const expected = here && who.includes(actor);
        expect([name(p), actor, transition(p, action as Action, actor, generous).allowed]).toEqual([
          name(p),
          actor,
          expected,
        ]);
      }
  });

  test('every state, every actor, every action: allowed only where a row says so, and the answer names why not', () => {
    let allowed = 0;
    let refused = 0;
    for (const p of positions)
      for (const actor of actors)
        for (const action of allActions) {
          const result = transition(p, action, actor, generous);
          if (result.allowed) {
            allowed++;
            expect(reportStates).toContain(result.position.state);
          } else {
            refused++;
            expect(['state', 'actor', 'facts']).toContain(result.because);
          }
        }
    expect(allowed).toBeGreaterThan(150);
    expect(refused).toBeGreaterThan(allowed);
  });

  test('nothing leaves withdrawn, and a voided report is neither disputed nor rated back', () => {
    const withdrawn: Position = { ...firstPosition, state: 'withdrawn' };
    expect(openActions(withdrawn, actors, generous)).toEqual([]);
    const voided: Position = { ...firstPosition, state: 'closed', outcome: 'voided', origin: 'official' };
    expect(openActions(voided, ['reporter', 'supporter'], generous)).toEqual([]);
  });

  test('every row tells its reason, and every action has a row', () => {
    for (const row of rows) expect(row.because).not.toBe('');
    expect(new Set(rows.map((r) => r.action)).size).toBe(allActions.length);
  });

  test('published and open states are told apart once for all', () => {
    expect(unpublishedStates).toEqual(['received', 'inReview', 'refused', 'withdrawn']);
    for (const state of openStates) expect(unpublishedStates).not.toContain(state);
  });
});

describe('stories along the table', () => {
  const walk = (steps: [Action, Actor, Facts?][], from: Position = firstPosition): Position =>
    steps.reduce((p, [action, actor, facts]) => {
      const result = transition(p, action, actor, facts);
      if (!result.allowed) throw new Error(`${action} by ${actor} from ${name(p)}: ${result.because}`);
      return result.position;
    }, from);
  const official: [Action, Actor, Facts?][] = [
    ['release', 'system'],
    ['acknowledge', 'official'],
    ['file', 'official'],
    ['dispatch', 'official'],
    ['feedback', 'official'],
  ];

  test('an official case is closed by the check, not by the thanks of its reporter', () => {
    const thanked = walk([...official, ['confirm', 'reporter']]);
    expect(thanked.state).toBe('resolved');
    expect(walk([['checkPassed', 'checker']], thanked)).toMatchObject({ state: 'closed', outcome: 'fixed' });
  });

  test('a claimed issue is closed by its reporter, or by the second supporter', () => {
    const done = walk([
      ['release', 'system', { selfGovernable: true }],
      ['claim', 'merchant'],
      ['done', 'claimer'],
    ]);
    expect(walk([['confirm', 'reporter']], done).state).toBe('closed');
    expect(walk([['confirm', 'supporter', { supporterConfirmations: 0 }]], done).state).toBe('resolved');
    expect(walk([['confirm', 'supporter', { supporterConfirmations: 1 }]], done).state).toBe('closed');
  });

  test('a claim that lapses goes to the queue by itself', () => {
    expect(
      walk([
        ['release', 'system', { selfGovernable: true }],
        ['claim', 'volunteer'],
        ['limitOver', 'system'],
      ]),
    ).toMatchObject({ state: 'forwarding', receipt: 'queued' });
  });

  test('an upheld dispute reopens the case; of a claimed issue it goes to the queue', () => {
    expect(walk([...official, ['dispute', 'supporter'], ['upholdDispute', 'system']])).toMatchObject({
      state: 'reopened',
      disputeOpen: false,
    });
    const claimed = walk([
      ['release', 'system', { selfGovernable: true }],
      ['claim', 'roadChief'],
      ['done', 'claimer'],
      ['dispute', 'reporter'],
      ['upholdDispute', 'lead'],
    ]);
    expect(claimed).toMatchObject({ state: 'forwarding', receipt: 'queued' });
  });

  test('a second dispute may follow a rejection, a third may not', () => {
    const rejected = walk([...official, ['dispute', 'reporter'], ['rejectDispute', 'checker']]);
    expect(transition(rejected, 'dispute', 'reporter', { disputes: 1 }).allowed).toBe(true);
    expect(transition(rejected, 'dispute', 'reporter', { disputes: 2 })).toEqual({ allowed: false, because: 'facts' });
  });

  test('不满意 sends back twice, the second time as a public 督办, and never a third time', () => {
    const resolved = walk(official);
    expect(walk([['rateUnsatisfied', 'reporter', { unsatisfied: 0 }]], resolved)).toMatchObject({
      state: 'reopened',
      supervised: false,
    });
    expect(walk([['rateUnsatisfied', 'reporter', { unsatisfied: 1 }]], resolved)).toMatchObject({
      state: 'reopened',
      supervised: true,
    });
    expect(transition(resolved, 'rateUnsatisfied', 'reporter', { unsatisfied: 2 }).allowed).toBe(false);
    expect(transition(resolved, 'rateUnsatisfied', 'supporter').allowed).toBe(false);
  });

  test('the third send-back goes to the 兜底 owner instead of back to the desk', () => {
    const dispatched = walk(official.slice(0, 4));
    expect(walk([['sendBack', 'handler', { sendBacks: 1 }]], dispatched).state).toBe('filed');
    expect(walk([['sendBack', 'handler', { sendBacks: 2 }]], dispatched).state).toBe('dispatched');
  });

  test('after thirty days a closed report is not disputed any more: that is a recurrence', () => {
    const closed = walk([...official, ['checkPassed', 'checker']]);
    expect(transition(closed, 'dispute', 'reporter', { daysSinceClosed: 29 }).allowed).toBe(true);
    expect(transition(closed, 'dispute', 'reporter', { daysSinceClosed: 31 }).allowed).toBe(false);
  });

  test('silence closes a claimed issue, an official case only where the desk is set so', () => {
    const resolved = walk(official);
    expect(transition(resolved, 'silenceOver', 'system').allowed).toBe(false);
    expect(transition(resolved, 'silenceOver', 'system', { silenceCloses: true }).allowed).toBe(true);
  });

  test('a report is withdrawn freely before it was sent, later only when the destination agrees, never with supporters', () => {
    const queued = walk(official.slice(0, 1));
    expect(transition(queued, 'withdraw', 'reporter').allowed).toBe(true);
    expect(transition(queued, 'withdraw', 'reporter', { sent: true }).allowed).toBe(false);
    expect(transition(queued, 'withdraw', 'reporter', { hasSupporters: true }).allowed).toBe(false);
    expect(walk([['leave', 'reporter', { hasSupporters: true }]], queued).state).toBe('forwarding');
    const delivered = walk(official.slice(0, 2));
    expect(walk([['withdraw', 'reporter', { sent: true, destinationAgrees: true }]], delivered).state).toBe(
      'withdrawn',
    );
  });
});
