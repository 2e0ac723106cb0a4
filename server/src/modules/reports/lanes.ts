import type { OutboxEntry } from './record';

/** The lane of what needs no destination: messages, content checks, and choosing where a report goes. */
export const HERE = 'here';

/** The lane in which an entry of the outbox waits: that of its destination. */
export const laneOf = ({ destination }: Pick<OutboxEntry, 'destination'>): string => destination ?? HERE;

/** A lane and an instant as one string, so that one index over all lanes finds what is due in one of them, oldest first. */
export const laneAt = (lane: string, at: Date): string => `${lane} ${at.toISOString()}`;

/** Everything that is due in a lane by now. */
export const dueIn = (lane: string, now: Date) => ({ $elemMatch: { $gte: `${lane} `, $lte: laneAt(lane, now) } });

const inOrder = (a: OutboxEntry, b: OutboxEntry): number => a.seq - b.seq;

/**
 * What is to be done next in a lane, due or not. Towards a destination one thing comes after the other, so that news never
 * overtakes what it is about; here, whatever is due.
 */
export function nextIn(lane: string, outbox: readonly OutboxEntry[]): OutboxEntry | undefined {
  const waiting = outbox.filter((entry) => laneOf(entry) === lane);
  if (lane !== HERE) return waiting.sort(inOrder)[0];
  return waiting.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || inOrder(a, b))[0];
}

/** When each lane of an outbox is next due, for the index; undefined when it is empty. */
export function lanesOf(outbox: readonly OutboxEntry[]): string[] | undefined {
  const lanes = [...new Set(outbox.map(laneOf))];
  return lanes.length ? lanes.map((lane) => laneAt(lane, nextIn(lane, outbox)!.dueAt)).sort() : undefined;
}
