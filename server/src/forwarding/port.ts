import type { Category, CategoryGroup, TimeLimit } from '@jierong/shared/categories';
import type { OfficialAction } from '@jierong/shared/forwarding';
import type { Point } from '@jierong/shared/geo';
import type { Photo } from '@jierong/shared/media';
import type { PlaceSource } from '@jierong/shared/places';

/** What leaves towards a case queue: nothing of the reporter is in it (leak shield, domain §9). */
export interface CaseInput {
  /** `reportId:round`: the same key means the same case, however often it is sent. */
  key: string;
  reportId: string;
  round: number;
  title: string;
  words: string;
  group: CategoryGroup;
  category: Category;
  limit: TimeLimit;
  place: { point?: Point; address: string; source: PlaceSource; road?: string; grid?: string; gridId?: string };
  photos: Photo[];
  supports: number;
  supervised: boolean;
  reportedAt: Date;
  demonstration: boolean;
}

/** What a destination may be told of a case. */
export const updateKinds = [
  'reopened',
  'withdrawn',
  'supports',
  'disputed',
  'disputeRejected',
  'confirmed',
  'closed',
] as const;
export type UpdateKind = (typeof updateKinds)[number];

/** News of a report for a case that a destination already has. */
export interface CaseUpdate {
  /** Unique for this news; a destination that saw it answers accepted again. */
  id: string;
  key: string;
  caseNumber: string;
  kind: UpdateKind;
  reason?: string;
  photos: Photo[];
  supports: number;
  confirmed: number;
  disputed: number;
  asked: number;
  supervised: boolean;
}

/**
 * Adapters answer, they throw only for bugs. `detail` is shown to staff and holds no personal data. A destination that
 * takes a report and numbers it later answers `accepted` with a `token`; `find` is asked for the number from then on.
 */
export type Delivery =
  | { outcome: 'accepted'; caseNumber: string }
  | { outcome: 'accepted'; token: string; caseNumber?: undefined }
  | { outcome: 'rejected'; detail: string }
  | { outcome: 'retryLater'; detail: string };

export type UpdateDelivery =
  | { outcome: 'accepted' }
  | { outcome: 'refused'; detail: string }
  | { outcome: 'retryLater'; detail: string };

/** What a destination knows of a key: its case, or the token it gave until there is one. */
export type Found = { caseNumber: string } | { token: string; caseNumber?: undefined };

/** A case queue. At least once, idempotent by `CaseInput.key` and `CaseUpdate.id`. */
export interface Destination {
  name: string;
  /** How many cases and updates it takes at the same time from one worker. */
  concurrency: number;
  open(input: CaseInput): Promise<Delivery>;
  /**
   * Looks a key up after a lost answer, or the number of a token. Undefined: not there, so it may be sent.
   * @throws when the destination does not say: then nothing is sent
   */
  find(key: string, token?: string): Promise<Found | undefined>;
  update(update: CaseUpdate): Promise<UpdateDelivery>;
  /** Only with a destination that must be asked: what is new in a window of time. It may tell the same twice. */
  poll?(window: { from: Date; to: Date }): Promise<IncomingAnswer[]>;
  /** Only with a destination that calls: reads what was posted to `/hooks/<name>`. It stores nothing. */
  receive?(request: PushedRequest): Pushed;
  /** Only with a destination that is listened to: an answer is acknowledged there after `take` has resolved. */
  listen?(take: (answers: IncomingAnswer[]) => Promise<void>): Promise<void>;
  /** Ends what it holds open. */
  close?(): Promise<void>;
}

/** What was posted to a destination's hook, as it came. At most 1 MB. */
export interface PushedRequest {
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string | undefined>>;
  query: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  at: Date;
}

/** What a push holds, and what its sender is answered once it is stored. `reason` is counted and logged. */
export type Pushed =
  | { verdict: 'answers'; answers: IncomingAnswer[]; reply: PushReply }
  | {
      verdict: 'refused';
      reason: 'unsigned' | 'signature' | 'stale' | 'replayed' | 'malformed' | 'field';
      reply: PushReply;
    };

export interface PushReply {
  status: number;
  type: string;
  body: string;
}

/** What comes back, from any destination. Idempotent by `eventId`, in order of `seq` per case. */
export interface OfficialAnswer {
  destination: string;
  key: string;
  caseNumber: string;
  eventId: string;
  seq: number;
  at: Date;
  action: OfficialAction;
  /** In public view: a unit or squadron, never a person. */
  by?: string;
  unit?: { id: string; name: string };
  /** Who did it, when the desk is ours: for the rule that nobody decides on their own work. */
  personId?: string;
  reason?: string;
  note?: string;
  dueAt?: Date;
  photos: Photo[];
  sendBacks?: number;
}

/**
 * An answer as an adapter reads it. A platform that knows only its own number names no key; `seq` grows with every answer
 * of a case (the time in milliseconds will do where the platform counts nothing).
 */
export type IncomingAnswer = Omit<OfficialAnswer, 'destination' | 'key' | 'unit' | 'personId'> & {
  key?: string;
  /** As the platform calls it; units of ours are found by their name. */
  unitName?: string;
  /** Photos that lie with the platform; they are fetched once the answer is stored, through the destination's http. */
  photoAddresses?: string[];
};
