import { forwardingRoutes } from './forwarding/routes';
import type { Route } from './http/call';
import { casesRoutes } from './modules/cases/routes';
import { categoriesRoutes } from './modules/categories/routes';
import { claimsRoutes } from './modules/claims/routes';
import { districtsRoutes } from './modules/districts/routes';
import { messagesRoutes } from './modules/messages/routes';
import { mineRoutes } from './modules/mine/routes';
import { peopleRoutes } from './modules/people/routes';
import { placesRoutes } from './modules/places/routes';
import { ratingsRoutes } from './modules/ratings/routes';
import { reportsRoutes } from './modules/reports/routes';
import { reviewRoutes } from './modules/review/routes';
import { talkRoutes } from './modules/talk/routes';
import { unitsRoutes } from './modules/units/routes';

/** Every endpoint with its handler. */
export const routes: readonly Route[] = [
  ...peopleRoutes,
  ...districtsRoutes,
  ...categoriesRoutes,
  ...placesRoutes,
  ...reportsRoutes,
  ...mineRoutes,
  ...talkRoutes,
  ...claimsRoutes,
  ...ratingsRoutes,
  ...unitsRoutes,
  ...messagesRoutes,
  ...casesRoutes,
  ...reviewRoutes,
  ...forwardingRoutes,
];
