import type { Endpoint } from '../endpoint';
import { cases } from './cases';
import { categories } from './categories';
import { claims } from './claims';
import { districts } from './districts';
import { forwarding } from './forwarding';
import { messages } from './messages';
import { places } from './places';
import { ratings, units } from './ratings';
import { mine, reports } from './reports';
import { disputes, review, talkReview } from './review';
import { sessions } from './sessions';
import { comments, proposals } from './talk';

const domains = {
  sessions,
  districts,
  categories,
  places,
  reports,
  mine,
  comments,
  proposals,
  claims,
  ratings,
  units,
  messages,
  cases,
  review,
  talkReview,
  disputes,
  forwarding,
};

/** Every endpoint, for what must hold for all of them: routing, OpenAPI, the identity walk of the tests. */
export const allEndpoints: readonly Endpoint[] = Object.values(domains).flatMap(
  (domain) => Object.values(domain) as unknown as Endpoint[],
);
