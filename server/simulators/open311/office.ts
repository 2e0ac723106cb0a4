import type { Form, Item } from './wire';

/** A refusal as the specification numbers them. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 403 | 404,
    message: string,
  ) {
    super(message);
  }
}

export interface OfficeRules {
  apiKey: string;
  jurisdiction?: string;
  /** code → name. */
  services: Readonly<Record<string, string>>;
  /** Attribute in which a client may send its own id. */
  keyAttribute?: string;
  /** A request that repeats that attribute is answered with the first one. */
  knowsRepeats: boolean;
  /** Requests show the attribute and can be filtered by it. */
  filters: boolean;
  /** Requests are answered with tokens until `giveNumbers`. */
  tokens: boolean;
  /** mySociety's `servicerequestupdates`. */
  updates: boolean;
  now: () => Date;
}

export interface StoredRequest {
  number?: string;
  token: string;
  service: string;
  description: string;
  address: string;
  lat?: number;
  long?: number;
  media: string[];
  files: Buffer[];
  key?: string;
  status: 'open' | 'closed';
  statusNotes?: string;
  requestedAt: Date;
  updatedAt: Date;
  /** Ids of updates that came for it, in the order in which they took effect. */
  updates: { id: string; status: string; description: string }[];
}

interface Told {
  update_id: string;
  request: StoredRequest;
  status: string;
  description: string;
  media: string;
  at: Date;
}

const DAY = 24 * 3_600_000;
/** «Default query limit is a span of 90 days or first 1000 requests returned, whichever is smallest.» */
const LIST_LIMIT = 1000;
const keyInDescription = /〔转交编号 ([^〕]+)〕/;

/** A city's office behind a GeoReport server: what it takes, refuses, counts and tells. No HTTP. */
export class Office {
  readonly requests: StoredRequest[] = [];
  private readonly told: Told[] = [];

  constructor(private readonly rules: OfficeRules) {}

  /** Cases opened for each key, as this office counts them. */
  ledger(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { key } of this.requests) if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  requestOf(key: string): StoredRequest | undefined {
    return this.requests.find((request) => request.key === key);
  }

  /** Numbers all that wait for one. */
  giveNumbers(): void {
    for (const request of this.requests) request.number ??= this.nextNumber();
  }

  /** The office works on a case: a new status with a remark and perhaps a photo's address, told as an update. */
  work(key: string, status: string, description: string, media = ''): void {
    const request = this.requestOf(key);
    if (!request) throw new Error(`no request of ${key}`);
    const at = this.rules.now();
    request.updatedAt = at;
    request.status = ['closed', 'fixed', 'no_further_action', 'duplicate'].includes(status) ? 'closed' : 'open';
    request.statusNotes = description;
    this.told.push({ update_id: String(9000 + this.told.length), request, status, description, media, at });
  }

  submit({ fields, files }: Form): Item[] {
    const { services, keyAttribute, knowsRepeats, tokens, now } = this.rules;
    this.mayWrite(fields);
    const one = (name: string) => fields.find(([given]) => given === name)?.[1];
    const service = one('service_code');
    if (!service) throw new Refusal(400, 'service_code is required');
    if (!(service in services)) throw new Refusal(404, `service_code ${service} is unknown`);
    const [lat, long] = [Number(one('lat') ?? Number.NaN), Number(one('long') ?? Number.NaN)];
    const placed = Number.isFinite(lat) && Number.isFinite(long);
    if (!placed && !one('address_string') && !one('address_id'))
      throw new Refusal(400, 'lat and long, address_string or address_id is required');
    const description = one('description') ?? '';
    const key = (keyAttribute && one(`attribute[${keyAttribute}]`)) ?? keyInDescription.exec(description)?.[1];
    const first = knowsRepeats && key ? this.requestOf(key) : undefined;
    if (first) return [this.receipt(first)];
    const request: StoredRequest = {
      token: `t-${this.requests.length + 1}`,
      service,
      description,
      address: one('address_string') ?? '',
      ...(placed ? { lat, long } : {}),
      media: fields.filter(([name]) => name === 'media_url').map(([, value]) => value),
      files: files.map(({ content }) => content),
      ...(key ? { key } : {}),
      status: 'open',
      requestedAt: now(),
      updatedAt: now(),
      updates: [],
    };
    if (!tokens) request.number = this.nextNumber();
    this.requests.push(request);
    return [this.receipt(request)];
  }

  token(token: string): Item[] {
    const request = this.requests.find((each) => each.token === token);
    if (!request) throw new Refusal(404, 'token not found');
    return [{ token, service_request_id: request.number }];
  }

  list(query: URLSearchParams): Item[] {
    this.mayRead(query);
    const ids = query.get('service_request_id')?.split(',');
    const { keyAttribute, filters } = this.rules;
    const key = filters && keyAttribute ? query.get(keyAttribute) : null;
    const created = this.span(query, 'start_date', 'end_date');
    return this.requests
      .filter((request) => request.number !== undefined || (key !== null && this.rules.tokens))
      .filter((request) => (ids ? ids.includes(request.number ?? '') : created(request.requestedAt)))
      .filter((request) => key === null || request.key === key)
      .slice(0, LIST_LIMIT)
      .map((request) => this.shown(request));
  }

  takeUpdate({ fields, files }: Form): Item[] {
    this.mayWrite(fields);
    const one = (name: string): string => {
      const value = fields.find(([given]) => given === name)?.[1];
      if (!value) throw new Refusal(400, `${name} is required`);
      return value;
    };
    const [id, number, status] = [one('update_id'), one('service_request_id'), one('status')];
    const [description, at] = [one('description'), new Date(one('updated_datetime'))];
    if (Number.isNaN(at.getTime())) throw new Refusal(400, 'updated_datetime is no date');
    const request = this.requests.find((each) => each.number === number);
    if (!request) throw new Refusal(404, 'service_request_id was not found');
    if (!request.updates.some((known) => known.id === id)) {
      request.updates.push({ id, status, description });
      request.media.push(...fields.filter(([name]) => name === 'media_url').map(([, value]) => value));
      request.files.push(...files.map(({ content }) => content));
    }
    return [{ update_id: id }];
  }

  tellUpdates(query: URLSearchParams): Item[] {
    this.mayRead(query);
    const within = this.span(query, 'start_date', 'end_date');
    const { keyAttribute } = this.rules;
    return this.told
      .filter(({ at, request }) => within(at) && request.number !== undefined)
      .map(({ update_id, request, status, description, media, at }) => ({
        update_id,
        service_request_id: request.number,
        status,
        description,
        media_url: media,
        updated_datetime: w3c(at),
        ...(keyAttribute ? { [keyAttribute]: request.key } : {}),
      }));
  }

  private receipt({ number, token }: StoredRequest): Item {
    return { ...(number ? { service_request_id: number } : { token }), service_notice: '', account_id: undefined };
  }

  private shown(request: StoredRequest): Item {
    const { keyAttribute, filters, services } = this.rules;
    return {
      service_request_id: request.number,
      ...(request.number ? {} : { token: request.token }),
      status: request.status,
      status_notes: request.statusNotes,
      service_name: services[request.service],
      service_code: request.service,
      description: request.description,
      agency_responsible: undefined,
      requested_datetime: w3c(request.requestedAt),
      updated_datetime: w3c(request.updatedAt),
      expected_datetime: undefined,
      address: request.address,
      lat: request.lat,
      long: request.long,
      media_url: request.media[0],
      ...(filters && keyAttribute ? { [keyAttribute]: request.key } : {}),
    };
  }

  private mayWrite(fields: Form['fields']): void {
    const query = new URLSearchParams(fields);
    this.mayRead(query);
    if (query.get('api_key') !== this.rules.apiKey) throw new Refusal(403, 'api_key is unknown');
  }

  private mayRead(query: URLSearchParams): void {
    const { jurisdiction } = this.rules;
    if (jurisdiction && query.get('jurisdiction_id') !== jurisdiction)
      throw new Refusal(404, 'jurisdiction_id was not found');
  }

  private span(query: URLSearchParams, from: string, to: string): (at: Date) => boolean {
    const [start, end] = [query.get(from), query.get(to)].map((text) => (text ? new Date(text).getTime() : undefined));
    if (Number.isNaN(start) || Number.isNaN(end)) throw new Refusal(400, `${from} and ${to} are dates`);
    const until = end ?? this.rules.now().getTime();
    const since = start ?? until - 90 * DAY;
    if (until - since > 90 * DAY) throw new Refusal(400, 'at most 90 days');
    return (at) => {
      const second = Math.floor(at.getTime() / 1000) * 1000;
      return second >= since && second <= until;
    };
  }

  private nextNumber(): string {
    return String(2_026_000 + this.requests.filter(({ number }) => number !== undefined).length + 1);
  }
}

const w3c = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, '+00:00');
