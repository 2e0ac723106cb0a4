import * as z from 'zod/mini';
import { endpoint } from '../endpoint';
import { queryNumber } from '../fields';
import { ground, placeFound } from '../places';

export const places = {
  ground: endpoint({
    name: 'places.ground',
    method: 'GET',
    access: 'public',
    summary: 'The boundary of the district and its model roads, for a map without tiles.',
    input: z.strictObject({}),
    output: ground,
    errors: [],
    rate: 'read',
  }),
  find: endpoint({
    name: 'places.find',
    method: 'GET',
    access: 'public',
    summary: 'Road and grid of a GCJ-02 point; outside the district, the nearest edge.',
    input: z.strictObject({
      longitude: queryNumber.check(z.gte(-180), z.lte(180)),
      latitude: queryNumber.check(z.gte(-90), z.lte(90)),
    }),
    output: placeFound,
    errors: [],
    rate: 'read',
  }),
};
