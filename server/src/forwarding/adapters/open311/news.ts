import type { AdapterContext } from '../../adapter';
import type { IncomingAnswer } from '../../port';
import type { GeoReport } from './geoReport';
import type { Row } from './readAnswer';
import type { Open311Settings } from './settings';
import { answersOfRequests, answersOfUpdates } from './toAnswers';

const DAY = 24 * 3_600_000;

/** What is new in a window of time. @throws when the server does not say */
export async function readNews(
  server: GeoReport,
  settings: Open311Settings,
  context: Pick<AdapterContext, 'name' | 'log'>,
  window: { from: Date; to: Date },
): Promise<IncomingAnswer[]> {
  const { answers, unreadable } =
    settings.news.by === 'requests'
      ? answersOfRequests(await changedRequests(server, settings.news, window), settings)
      : answersOfUpdates(await updates(server, settings, window), settings);
  if (unreadable > 0) context.log.warn({ destination: context.name, unreadable }, 'records without id, case or time');
  return answers;
}

const updates = (server: GeoReport, { apiKey }: Open311Settings, { from, to }: { from: Date; to: Date }) =>
  server.window('servicerequestupdates', ['start_date', 'end_date'], from, to, apiKey ? [['api_key', apiKey]] : []);

async function changedRequests(
  server: GeoReport,
  news: Extract<Open311Settings['news'], { by: 'requests' }>,
  { from, to }: { from: Date; to: Date },
): Promise<Row[]> {
  if (news.filter === 'updated_after') return server.window('requests', ['updated_after', 'updated_before'], from, to);
  const opened = new Date(to.getTime() - news.days * DAY);
  const rows = await server.window('requests', ['start_date', 'end_date'], opened, to);
  // Times of records are in whole seconds. What has no readable time is counted where it is read.
  const since = Math.floor(from.getTime() / 1000) * 1000;
  return rows.filter(({ updated_datetime }) => !(new Date(updated_datetime ?? '').getTime() < since));
}
