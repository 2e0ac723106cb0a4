import type { Found } from '../../port';
import { type GeoReport, rowsOf } from './geoReport';
import type { Row } from './readAnswer';
import type { Open311Settings } from './settings';
import { keyLine } from './text';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a request is known by at the other side: its number, or the token that stands for it. */
export function foundIn(row: Row | undefined): Found | undefined {
  const caseNumber = row?.service_request_id?.trim();
  if (caseNumber) return { caseNumber };
  const token = row?.token?.trim();
  return token ? { token } : undefined;
}

/** Whether a record carries a key; undefined: it does not show. A key in a description is a line of its own. */
export function carries(row: Row, field: string, key: string): boolean | undefined {
  const value = row[field];
  if (value === undefined) return undefined;
  return field === 'description' ? value.includes(keyLine(key)) : value.trim() === key;
}

/** Whether a request may be one of ours by its service: what does not show its key could be the one that is looked for. */
function isOurs({ service_code }: Row, { categories, groups, otherwise }: Open311Settings['services']): boolean {
  const ours = [...Object.values(categories), ...Object.values(groups), ...(otherwise ? [otherwise] : [])];
  return service_code === undefined || ours.some(({ code }) => code === service_code.trim());
}

/** The number of a token, or the token again while there is none. @throws when the server does not say */
export async function findByToken(server: GeoReport, token: string): Promise<Found> {
  const [row] = rowsOf(await server.get(`tokens/${encodeURIComponent(token)}`));
  return foundIn(row && { ...row, token }) ?? { token };
}

/**
 * The request of a key among those since `since`, as the settings say it can be found. Undefined: it is certainly not
 * there, or sending it again does no harm.
 * @throws when the server does not say
 */
export async function findByKey(
  server: GeoReport,
  { lookUp, services }: Open311Settings,
  key: string,
  now: Date,
  since?: Date,
): Promise<Found | undefined> {
  switch (lookUp.by) {
    case 'repeat':
      return undefined;
    case 'nothing':
      throw new Error('this server cannot be asked for a key');
    case 'filter': {
      const rows = rowsOf(await server.get('requests', [[lookUp.parameter, key]]));
      const said = rows.map((row) => carries(row, lookUp.field, key));
      if (said.includes(true)) return foundIn(rows[said.indexOf(true)]);
      // A server that does not know the parameter gives everything.
      if (said.includes(undefined)) throw new Error(`the requests do not show ${lookUp.field}`);
      return undefined;
    }
    case 'window': {
      // Clocks differ: the request may have been stamped a little before we thought of it, or after now.
      const from = since ? new Date(since.getTime() - HOUR) : new Date(now.getTime() - lookUp.days * DAY);
      const rows = await server.window('requests', ['start_date', 'end_date'], from, new Date(now.getTime() + HOUR));
      const said = rows.map((row) => carries(row, lookUp.field, key));
      if (said.includes(true)) return foundIn(rows[said.indexOf(true)]);
      const hidden = rows.some((row, i) => said[i] === undefined && isOurs(row, services));
      if (hidden) throw new Error(`a request does not show its ${lookUp.field}`);
      return undefined;
    }
  }
}
