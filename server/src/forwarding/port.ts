import type { Category, CategoryGroup, TimeLimit } from '@jierong/shared/categories';
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

/** News of a report for a case that a destination already has. */
export interface CaseUpdate {
  /** Unique for this news; a destination that saw it answers accepted again. */
  id: string;
  key: string;
  caseNumber: string;
  kind: 'reopened' | 'withdrawn' | 'supports' | 'disputed' | 'disputeRejected' | 'confirmed' | 'closed';
  reason?: string;
  photos: Photo[];
  supports: number;
  confirmed: number;
  disputed: number;
  asked: number;
  supervised: boolean;
}

/** Adapters answer, they throw only for bugs. `detail` is shown to staff and holds no personal data. */
export type Delivery =
  | { outcome: 'accepted'; caseNumber: string }
  | { outcome: 'rejected'; detail: string }
  | { outcome: 'retryLater'; detail: string };

export type UpdateDelivery =
  | { outcome: 'accepted' }
  | { outcome: 'refused'; detail: string }
  | { outcome: 'retryLater'; detail: string };

/** A case queue. At least once, idempotent by `CaseInput.key` and `CaseUpdate.id`. */
export interface Destination {
  name: string;
  open(input: CaseInput): Promise<Delivery>;
  /** Looks a key up after a lost answer; undefined: not there. */
  find(key: string): Promise<{ caseNumber: string } | undefined>;
  update(update: CaseUpdate): Promise<UpdateDelivery>;
}

/** What comes back, from any destination. Idempotent by `eventId`, in order of `seq` per case. */
export interface OfficialAnswer {
  destination: string;
  key: string;
  caseNumber: string;
  eventId: string;
  seq: number;
  at: Date;
  action:
    | 'accept'
    | 'decline'
    | 'file'
    | 'fixOnSpot'
    | 'dispatch'
    | 'handOver'
    | 'start'
    | 'sendBack'
    | 'feedback'
    | 'checkPassed'
    | 'checkFailed'
    | 'closeUnfixed'
    | 'void'
    | 'refuseRedo';
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
