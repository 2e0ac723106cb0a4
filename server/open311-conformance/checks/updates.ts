import { type Check, instant, must, refused, rows, Skipped } from '../check';
import { has, word } from '../document';

const DAY = 86_400_000;
const fields = ['update_id', 'service_request_id', 'status', 'updated_datetime', 'description'];
const w3c = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** The updates extension, as FixMyStreet reads it. */
export const updateChecks: Check[] = [
  {
    name: 'extension: updates of a span are listed with every field, inside the span',
    async run(server) {
      const [from, to] = [Date.now() - 60 * DAY, Date.now()];
      const answer = await server.get('servicerequestupdates', { start_date: w3c(from), end_date: w3c(to) });
      if (answer.status === 404) throw new Skipped('the server has no updates');
      const found = rows(answer, server.format, 'service_request_updates', 'request_update');
      if (!found.length) throw new Skipped('there are no updates in 60 days');
      for (const row of found) {
        for (const field of fields) must(has(row, field), `${word(row, 'update_id')} has no ${field}`);
        const at = instant(row, 'updated_datetime');
        must(at >= from - 1000 && at <= to + 1000, `${word(row, 'update_id')} lies outside the span`);
        must(/^[A-Z_]+$/i.test(word(row, 'status') ?? ''), `${word(row, 'update_id')} has no status`);
      }
      const ids = found.map((row) => word(row, 'update_id'));
      must(new Set(ids).size === ids.length, 'an update_id is there twice');
    },
  },
  {
    name: 'extension: a malformed date of updates is 400',
    async run(server) {
      const answer = await server.get('servicerequestupdates', { start_date: 'yesterday', end_date: w3c(Date.now()) });
      if (answer.status === 404) throw new Skipped('the server has no updates');
      refused(answer, server.format, 400);
    },
  },
];
