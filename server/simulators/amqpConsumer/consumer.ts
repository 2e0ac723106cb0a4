import { randomUUID } from 'node:crypto';
import { type ChannelModel, type ConfirmChannel, type ConsumeMessage, connect } from 'amqplib';

/** What a city's program does wrong on a bad day; each may be switched on and off while it runs. */
export interface BadDays {
  /** Every answer is sent twice. */
  answersTwice: boolean;
  /** Answers are kept until so many are there, and then sent last first; 0: sent at once. */
  reorderBy: number;
  /** Every n-th message breaks the program after its case is stored and before the message is acknowledged; 0: never. */
  crashEvery: number;
  /** It gives every message back, as a program does that cannot read it. */
  refuses: boolean;
  /** It stores cases and answers nothing. */
  silent: boolean;
}

/** One case of the city's side. */
export interface LedgerCase {
  number: string;
  key: string;
  /** What opened it, and its news in the order in which they took effect. */
  opened: Arrived;
  updates: Arrived[];
}

/** A message as it came. */
export interface Arrived {
  id: string;
  properties: Record<string, unknown>;
  body: Record<string, unknown>;
}

export interface AmqpConsumer {
  /** Key → the cases that were opened for it; more than one is a doubled report. What the city stores outlives its crashes. */
  ledger: Map<string, LedgerCase[]>;
  badDays: BadDays;
  /** Messages that came, with repeats. */
  received(): number;
  /** Messages that were known already by their id. */
  repeats(): number;
  /** Resolves when everything that lies in the queue now has been taken. */
  caughtUp(): Promise<void>;
  /** Tells what happened to a case; more fields or other ones may be given. */
  answer(key: string, action: string, more?: Record<string, unknown>): Promise<void>;
  /** Sends what was kept back to be sent in another order; how many are left because that failed. */
  flush(): Promise<number>;
  /** Sends whatever one likes into the queue of answers. */
  sendRaw(body: Buffer, messageId?: string): Promise<void>;
  close(): Promise<void>;
}

const reconnectMs = 200;

/**
 * Stands in for a city's program behind RabbitMQ, as docs/rabbitmq.md asks for it: it takes one message after the other,
 * knows repeats by the message id, opens a case of its own number for a key, answers `accept` with key and number into the
 * queue named by `replyTo`, and acknowledges only then. It connects again by itself.
 */
export async function startAmqpConsumer(options: {
  url: string;
  queue: string;
  answersQueue: string;
  onCase?: (opened: LedgerCase) => void;
}): Promise<AmqpConsumer> {
  const { url, queue, answersQueue, onCase } = options;
  const ledger: AmqpConsumer['ledger'] = new Map();
  const badDays: BadDays = { answersTwice: false, reorderBy: 0, crashEvery: 0, refuses: false, silent: false };
  const seen = new Set<string>();
  const markers = new Map<string, () => void>();
  const held: (() => Promise<void>)[] = [];
  let counts = { received: 0, repeats: 0, cases: 0, answers: 0 };
  let connection: { model: ChannelModel; channel: ConfirmChannel } | undefined;
  let again: NodeJS.Timeout | undefined;
  let closed = false;

  async function open(): Promise<void> {
    const model = await connect(url);
    const lost = (): void => {
      if (connection?.model !== model) return;
      connection = undefined;
      model.close().catch(() => undefined); // it may be closed already
      again = setTimeout(reopen, reconnectMs);
    };
    model.on('error', lost);
    model.on('close', lost);
    const channel = await model.createConfirmChannel();
    channel.on('error', lost);
    connection = { model, channel };
    await channel.prefetch(20);
    let working = Promise.resolve();
    await channel.consume(queue, (message) => {
      if (!message) return lost();
      working = working.then(() => take(channel, message)).catch(lost); // what was not acknowledged comes again
    });
  }
  const reopen = (): void => {
    if (!closed)
      open().catch(() => {
        connection = undefined;
        again = setTimeout(reopen, reconnectMs);
      });
  };

  async function take(channel: ConfirmChannel, message: ConsumeMessage): Promise<void> {
    counts = { ...counts, received: counts.received + 1 };
    if (badDays.refuses) return channel.nack(message, false, true);
    const id = String(message.properties.messageId);
    const passed = markers.get(id);
    if (passed) {
      passed();
      return channel.ack(message);
    }
    const body = JSON.parse(message.content.toString('utf8')) as Record<string, unknown>;
    const key = String(body.key);
    const arrived: Arrived = { id, properties: { ...message.properties }, body };
    if (seen.has(id)) counts = { ...counts, repeats: counts.repeats + 1 };
    else if (body.message === 'case.open') openCase(key, arrived);
    else ledger.get(key)?.at(-1)?.updates.push(arrived);
    seen.add(id);
    if (badDays.crashEvery > 0 && counts.received % badDays.crashEvery === 0) return crash();
    if (body.message === 'case.open' && !badDays.silent) await answer(key, 'accept');
    channel.ack(message);
  }

  function openCase(key: string, opened: Arrived): void {
    counts = { ...counts, cases: counts.cases + 1 };
    const number = `城管-2026-${String(counts.cases).padStart(6, '0')}`;
    const fresh: LedgerCase = { number, key, opened, updates: [] };
    ledger.set(key, [...(ledger.get(key) ?? []), fresh]);
    onCase?.(fresh);
  }

  /** As a power cut: nothing is acknowledged, nothing is said. */
  async function crash(): Promise<void> {
    const model = connection?.model;
    connection = undefined;
    again = setTimeout(reopen, reconnectMs);
    await model?.close().catch(() => undefined); // it may break in the same moment
    throw new Error('crashed');
  }

  async function answer(key: string, action: string, more: Record<string, unknown> = {}): Promise<void> {
    const found = ledger.get(key)?.at(-1);
    if (!found) throw new Error(`no case of ${key}`);
    counts = { ...counts, answers: counts.answers + 1 };
    const eventId = `${found.number}-${action}`; // the same event keeps its id, however often it is told
    const told = { key, caseNumber: found.number, eventId, seq: counts.answers, at: new Date().toISOString(), action };
    const tell = (): Promise<void> => sendRaw(Buffer.from(JSON.stringify({ ...told, ...more })), eventId);
    const sends = badDays.answersTwice ? [tell, tell] : [tell];
    held.push(...sends);
    if (held.length < badDays.reorderBy) return;
    if (badDays.reorderBy > 0) held.reverse();
    await flush();
  }

  async function flush(): Promise<void> {
    for (let one = held[0]; one; one = held[0]) {
      await one();
      held.shift();
    }
  }

  const sendRaw = (body: Buffer, messageId?: string): Promise<void> => send(answersQueue, body, messageId);

  function send(to: string, body: Buffer, messageId?: string): Promise<void> {
    return new Promise((settle, fail) => {
      if (!connection) return fail(new Error('not connected'));
      const properties = { persistent: true, contentType: 'application/json', ...(messageId ? { messageId } : {}) };
      connection.channel.sendToQueue(to, body, properties, (error: Error | null) => (error ? fail(error) : settle()));
    });
  }

  await open();
  return {
    ledger,
    badDays,
    received: () => counts.received,
    repeats: () => counts.repeats,
    async caughtUp() {
      const id = randomUUID();
      const passed = new Promise<void>((settle) => markers.set(id, settle));
      await send(queue, Buffer.from('{}'), id);
      await passed;
      markers.delete(id);
    },
    answer,
    async flush() {
      await flush().catch(() => undefined); // it is tried again
      return held.length;
    },
    sendRaw,
    async close() {
      closed = true;
      clearTimeout(again);
      const model = connection?.model;
      connection = undefined;
      await model?.close().catch(() => undefined); // it may break in the same moment
    },
  };
}
