import type { Person } from '../../modules/people/person';
import type { OutsideSender } from '../../modules/reports/record';
import { partnerTitle } from '../text';
import type { KeyRecord } from './model';

/** Begins the source of every report that came by Open311. */
export const SOURCE = 'open311';

/**
 * Who acts when an outside program writes: the holder of its key, known by contract, with what a resident may do. It is no
 * person of ours: it cannot sign in, has no inbox, and is never asked to rate. The people behind it stay with it: their
 * name, phone, mail address, account and device, which GeoReport v2 lets a client send along, are read away and stored
 * nowhere.
 */
export const partnerOf = (key: KeyRecord): Person => ({
  id: `open311-${key._id}`,
  nickname: key.name,
  role: 'resident',
  title: partnerTitle,
  duties: [],
  phoneVerified: true,
  demonstration: key.demonstration,
});

/** How reports that came with a key name it. */
export const senderOf = (key: KeyRecord): OutsideSender => ({ source: `${SOURCE}:${key._id}`, name: key.name });
