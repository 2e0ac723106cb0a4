import { districts } from '@jierong/shared/endpoints/districts';
import { type Route, route } from '../../http/call';
import { districtName } from '../places/places';
import { boardOf } from './board';

export const districtsRoutes: Route[] = [
  route(districts.board, ({ input, services, now }) => boardOf(services, input.days, now)),
  route(districts.info, async ({ services: { env } }) => ({
    district: districtName,
    demonstration: env.DEMONSTRATION,
    timers: {
      undoMinutes: env.UNDO_MINUTES,
      claimOfferMinutes: env.CLAIM_OFFER_MINUTES,
      answerDays: env.ANSWER_DAYS,
      reopenDays: env.REOPEN_DAYS,
    },
  })),
];
