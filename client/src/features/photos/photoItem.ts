import type { PhotoRef, Uploaded } from '@jierong/shared/media';
import type { FailureCode } from '@/services/request';

/** Far shows where, near shows what. */
export type PhotoView = PhotoRef['view'];

/** A photo on its way to the server. */
export interface PhotoItem {
  /** Of this device, from the moment it was chosen. */
  id: string;
  /** Of the server, once it is there. */
  key?: string;
  /** Where it lies on the device. */
  path: string;
  /** Shows it. */
  src: string;
  status: 'waiting' | 'sending' | 'sent' | 'failed';
  /** Share sent, 0 to 1. */
  progress: number;
  view: PhotoView;
  /** Where and when the camera says it was. */
  taken?: Uploaded['taken'];
  /** Why it failed. */
  trouble?: FailureCode;
}

/** What is kept of a photo over the end of the program. */
export type KeptPhoto = Pick<PhotoItem, 'id' | 'key' | 'view' | 'taken' | 'path'>;

export const keptOf = (items: readonly PhotoItem[]): KeptPhoto[] =>
  items.map(({ id, key, view, taken, path }) => ({ id, key, view, taken, path }));

/** Those the server has, as a report names them. */
export const refsOf = (items: readonly PhotoItem[]): PhotoRef[] =>
  items.flatMap(({ key, view }) => (key ? [{ key, view }] : []));

const hopeless: readonly (FailureCode | undefined)[] = [
  'notAPicture',
  'pictureTooLarge',
  'pictureBomb',
  'pictureRequired',
  'unknownPhoto',
];

/** The photo itself is the trouble: sending it again cannot help, another one can. */
export const isHopeless = (item: Pick<PhotoItem, 'status' | 'trouble'>): boolean =>
  item.status === 'failed' && hopeless.includes(item.trouble);
