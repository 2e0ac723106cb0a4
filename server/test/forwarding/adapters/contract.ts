import { distanceMeters } from '@jierong/shared/geo';
import type { CaseInput, Delivery } from '../../../src/forwarding/port';
import { AWKWARD, caseInput, caseUpdate, contractContext, PHONE, photo, SECRET } from './contractData';
import type { OtherSide, Traits } from './otherSide';

/**
 * The stories every adapter must tell, whatever lies behind it. An adapter joins with a file of its own beside this one:
 *
 *     describeAdapter('webhook', { datum: 'gcj02', badDays: [...], lookUp: 'finds', steps: [...], knowsItsCases: true },
 *       async () => {
 *         const simulator = await startMunicipalSimulator();
 *         const http = makeOutsideHttp({ allowHosts: [simulator.host] });
 *         const destination = adapter.make(settings(simulator), contractContext('webhook', http));
 *         return { destination, ledger: async () => simulator.ledger, …, close: async () => { … } };
 *       });
 *
 * `start` is called once; keys differ between stories. The ledger is counted by the other side, never by the adapter.
 * `contractContext` makes photos whose address and bytes both contain their key.
 */
export function describeAdapter(name: string, traits: Traits, start: () => Promise<OtherSide>): void {
  describe(`the adapter ${name}`, () => {
    let side: OtherSide;
    beforeAll(async () => {
      side = await start();
    });
    afterAll(() => side.close());
    afterEach(() => side.goodDay());

    const opened = async (key: string): Promise<number> => (await side.ledger()).get(key) ?? 0;
    /** The number of what was accepted, or the token that stands for it. */
    const numberOf = (delivery: Delivery): string => {
      if (delivery.outcome !== 'accepted') throw new Error(`not accepted: ${delivery.outcome} ${delivery.detail}`);
      return delivery.caseNumber ?? delivery.token;
    };
    const open = async (input: CaseInput): Promise<string> => numberOf(await side.destination.open(input));
    /** Opens a case of which there may be news: one that has its number. */
    const openNumbered = async (input: CaseInput): Promise<string> => {
      const number = await open(input);
      return (await side.number?.(input.key)) ?? number;
    };
    /** As the relay does after an attempt of which it does not know what came: asks, and sends only what is not there. */
    const carryOn = async (input: CaseInput): Promise<string> => {
      const found = await side.destination.find(input.key);
      return found ? (found.caseNumber ?? found.token) : open(input);
    };
    /** An adapter may say "later" or throw; both count as: nobody knows. */
    const attempt = (input: CaseInput): Promise<Delivery> =>
      side.destination.open(input).catch(() => ({ outcome: 'retryLater', detail: 'thrown' }));
    const keptCase = async (key: string) => {
      const kept = await side.kept(key);
      if (!kept) throw new Error(`${key} is not there`);
      return kept;
    };
    const tell = (can: boolean, story: string, run: () => Promise<void>) => {
      if (can) test(story, run);
    };
    const updates = !traits.takesNoUpdates;
    const has = (day: Traits['badDays'][number]) => traits.badDays.includes(day);

    test('opens one case for one key, however often it is sent', async () => {
      const input = caseInput();
      const first = await open(input);
      expect([await open(input), await open(input)]).toEqual([first, first]);
      expect(await opened(input.key)).toBe(1);
    });

    test('opens one case for one key, however many send it at the same moment', async () => {
      const input = caseInput();
      const numbers = await Promise.all(Array.from({ length: 8 }, () => open(input)));
      expect(new Set(numbers).size).toBe(1);
      expect(await opened(input.key)).toBe(1);
    });

    test('opens another case for another round of the same report', async () => {
      const first = caseInput();
      const second: CaseInput = { ...first, key: `${first.reportId}:2`, round: 2 };
      expect(await open(first)).not.toBe(await open(second));
      expect([await opened(first.key), await opened(second.key)]).toEqual([1, 1]);
    });

    test('finds what was opened, and says so when a key is not there', async () => {
      const input = caseInput();
      expect(await side.destination.find(input.key)).toBeUndefined();
      const number = await open(input);
      expect(await carryOn(input)).toBe(number);
      expect(await opened(input.key)).toBe(1);
    });

    tell(has('losesAnswer'), 'takes a lost answer for unknown, and finds the case afterwards', async () => {
      const input = caseInput();
      await side.badDay('losesAnswer');
      expect((await attempt(input)).outcome).toBe('retryLater');
      await side.goodDay();
      expect(await opened(input.key)).toBe(1);
      const found = await carryOn(input);
      expect(found).toBe(await carryOn(input));
      expect(await opened(input.key)).toBe(1);
    });

    tell(updates && has('losesAnswer'), 'takes an update once, even when its answer was lost', async () => {
      const input = caseInput();
      const update = caseUpdate(input, await openNumbered(input));
      await side.badDay('losesAnswer');
      const lost = await side.destination.update(update).catch(() => ({ outcome: 'retryLater' }));
      expect(lost.outcome).toBe('retryLater');
      await side.goodDay();
      expect(await side.destination.update(update)).toEqual({ outcome: 'accepted' });
      expect((await keptCase(input.key)).updates).toEqual([update.id]);
    });

    tell(has('isAway'), 'sends nothing while the other side is away, and neither finds nor denies a key', async () => {
      const input = caseInput();
      const known = caseInput();
      const number = await openNumbered(known);
      await side.badDay('isAway');
      expect(await attempt(input)).toMatchObject({ outcome: 'retryLater' });
      if (traits.lookUp === 'finds') await expect(side.destination.find(input.key)).rejects.toThrow();
      if (updates)
        expect(await side.destination.update(caseUpdate(known, number))).toMatchObject({ outcome: 'retryLater' });
      await side.goodDay();
      expect(await opened(input.key)).toBe(0);
      await carryOn(input);
      expect(await opened(input.key)).toBe(1);
    });

    tell(has('isBusy'), 'comes again when the other side cannot now', async () => {
      const input = caseInput();
      await side.badDay('isBusy');
      expect(await attempt(input)).toMatchObject({ outcome: 'retryLater' });
      await side.goodDay();
      await carryOn(input);
      expect(await opened(input.key)).toBe(1);
    });

    tell(
      has('refuses'),
      'calls refused what the other side will never take, each time, and says why in a line',
      async () => {
        const input = caseInput();
        await side.badDay('refuses');
        for (let time = 1; time <= 2; time++) {
          const refused = await side.destination.open(input);
          if (refused.outcome !== 'rejected') throw new Error(`it was ${refused.outcome}`);
          expect(refused.detail.length).toBeGreaterThan(0);
          expect(refused.detail.length).toBeLessThanOrEqual(200);
          expect(refused.detail).not.toContain(AWKWARD.slice(0, 8));
        }
        expect(await opened(input.key)).toBe(0);
      },
    );

    tell(updates, 'tells news once and in order', async () => {
      const input = caseInput();
      const number = await openNumbered(input);
      const news = (['supports', 'disputed', 'supports'] as const).map((kind) => caseUpdate(input, number, kind));
      for (const update of [...news, news[0]!])
        expect(await side.destination.update(update)).toEqual({ outcome: 'accepted' });
      const kept = await keptCase(input.key);
      expect(kept.updates).toEqual(news.map(({ id }) => id));
      expect(kept.text).toContain('没修好');
    });

    tell(updates && traits.knowsItsCases, 'is told that there is no such case to update', async () => {
      const refused = await side.destination.update(caseUpdate(caseInput(), 'no-such-number'));
      expect(refused.outcome).toBe('refused');
      expect(await side.destination.update(caseUpdate(caseInput(), 'no-such-number'))).toEqual(refused);
    });

    tell(
      traits.steps.length > 0,
      'brings answers back in order, the same ones each time, with their words',
      async () => {
        const [one, two] = [caseInput(), caseInput()];
        const numbers = [await openNumbered(one), await openNumbered(two)];
        for (const step of traits.steps) for (const { key } of [one, two]) await side.work(key, [step], AWKWARD);
        for (const [i, { key }] of [one, two].entries()) {
          const toldOf = async () =>
            (await side.told()).filter((each) => each.key === key || each.caseNumber === numbers[i]);
          const mine = await toldOf();
          const seqs = mine.map(({ seq }) => seq);
          expect(mine.map(({ action }) => action)).toEqual(traits.steps);
          expect(new Set(mine.map(({ eventId }) => eventId)).size).toBe(mine.length);
          expect(new Set(seqs).size).toBe(mine.length);
          expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
          expect(mine.map(({ note, reason }) => `${note ?? ''}${reason ?? ''}`).join()).toContain(AWKWARD);
          for (const { at } of mine) expect(Number.isNaN(at.getTime())).toBe(false);
          expect(await toldOf()).toEqual(expect.arrayContaining(mine));
        }
      },
    );

    test('lets nothing of the reporter out, nor of anybody else who touched the report', async () => {
      const input = caseInput();
      const number = await openNumbered(input);
      for (const kind of ['supports', 'disputed', 'disputeRejected', 'confirmed'] as const)
        await side.destination.update(caseUpdate(input, number, kind));
      const arrived = await side.arrived();
      expect(arrived).toContain(input.key);
      expect(arrived).not.toContain(SECRET);
      expect(arrived).not.toContain(PHONE);
    });

    test('hands the photos over, by address or by bytes', async () => {
      const photos = [photo('one'), photo('two'), photo('three')];
      const input = caseInput({ photos });
      await open(input);
      expect((await keptCase(input.key)).photos).toEqual(photos.map(({ key }) => key));
    });

    test('tells the place in the datum of the other side', async () => {
      const input = caseInput();
      await open(input);
      const { toDatum } = contractContext(name, { call: () => Promise.reject(new Error('not called')) });
      const { point } = await keptCase(input.key);
      if (!point || !input.place.point) throw new Error('there is no point');
      expect(distanceMeters(point, toDatum(input.place.point, traits.datum))).toBeLessThan(1);
    });

    test('takes a place that has no point', async () => {
      const input = caseInput({ place: { address: '吉丽街与中山路口', source: 'typed', cells: [] } });
      await open(input);
      expect((await keptCase(input.key)).point).toBeUndefined();
    });

    test('keeps words as they are, whatever is in them', async () => {
      const input = caseInput();
      await open(input);
      const { text } = await keptCase(input.key);
      expect(text).toContain(input.title);
      expect(text).toContain(AWKWARD);
    });
  });
}
