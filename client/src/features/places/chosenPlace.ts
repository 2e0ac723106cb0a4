import { places } from '@jierong/shared/endpoints/places';
import type { Point } from '@jierong/shared/geo';
import { limits } from '@jierong/shared/limits';
import type { PlaceFound, PlaceInput } from '@jierong/shared/places';
import { RequestError, request } from '@/services/request';

/** A place people chose, with what is known of it. */
export interface ChosenPlace extends PlaceInput {
  road?: string;
  grid?: string;
  /** The point is not in the district: the nearest edge, and how far it is. */
  outside?: { nearest: Point; distanceMeters: number };
  /** What the server calls the point; an address other than this one was written by people. */
  suggestion?: string;
  /** The server knows no name for the point: people write one. */
  unnamed?: boolean;
}

/** A place from what the server knows of its point. */
export function placeFrom(point: Point, source: PlaceInput['source'], found?: PlaceFound): ChosenPlace {
  const { inside = true, road, grid, suggestion, nearest, distanceMeters } = found ?? {};
  const address = suggestion ?? '';
  return {
    point,
    source,
    address,
    road,
    grid,
    ...(address ? { suggestion: address } : { unnamed: true }),
    ...(!inside && nearest && distanceMeters !== undefined ? { outside: { nearest, distanceMeters } } : {}),
  };
}

/** Asks what a point is called. Without a network the point stays, and its name is typed. */
export async function describePlace(point: Point, source: PlaceInput['source']): Promise<ChosenPlace> {
  try {
    const { longitude, latitude } = point;
    return placeFrom(point, source, await request(places.find, { longitude, latitude }));
  } catch (error) {
    if (error instanceof RequestError) return placeFrom(point, source);
    throw error;
  }
}

/** As a report names it: without a point it is what people typed. */
export function placeInputOf({ point, address, source }: ChosenPlace): PlaceInput {
  const words = address.trim().slice(0, limits.address);
  return point ? { point, address: words, source } : { address: words, source: 'typed' };
}

const SHORTEST_ADDRESS = 2;

/** It can be sent: in the district, and with an address. */
export const isPlaceReady = (place: ChosenPlace | undefined): place is ChosenPlace =>
  place !== undefined && !place.outside && place.address.trim().length >= SHORTEST_ADDRESS;
