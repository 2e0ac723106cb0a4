import type { Person } from '../../modules/people/person';
import { partnerTitle } from '../text';
import type { KeyRecord } from './model';

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
