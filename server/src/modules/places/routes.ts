import { places } from '@jierong/shared/endpoints/places';
import { type Route, route } from '../../http/call';
import { findPlace, ground } from './places';

export const placesRoutes: Route[] = [
  route(places.ground, async () => ground()),
  route(places.find, async ({ input }) => findPlace({ ...input, datum: 'gcj02' })),
];
