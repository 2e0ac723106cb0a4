import { units } from '@jierong/shared/endpoints/ratings';
import { type Route, route } from '../../http/call';
import { handlingUnits } from './queries';

export const unitsRoutes: Route[] = [
  route(units.list, async () => ({ units: (await handlingUnits()).map(({ _id, name }) => ({ id: _id, name })) })),
];
