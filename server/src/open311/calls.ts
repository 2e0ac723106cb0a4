import type { Context } from 'koa';
import { publishedPage, publishedSteps, reportsById } from '../modules/reports/published';
import type { Services } from '../services';
import { checkJurisdiction, keyOf } from './access';
import { takeRequest } from './commands/takeRequest';
import { takeUpdate } from './commands/takeUpdate';
import { discovery } from './discovery';
import { readForm } from './form';
import type { Scope } from './keys/model';
import { makeKeyRate } from './keys/rate';
import { unknownThing } from './problem';
import { filterOf, idsOf, MOST, type Parameters, pageOf, spanOf } from './query';
import { isTold, requestRow } from './requestRows';
import { groupOf, serviceDefinition, serviceList } from './services';
import { isNews, updateRow } from './updateRows';
import type { Value } from './xml';

interface Asked {
  ctx: Context;
  /** The id in the address, where there is one. */
  id: string;
  /** Where photos and endpoints are found from outside. */
  origin: string;
  query(): Parameters;
}

/** A call of GeoReport v2: where it is, and what it answers under which root. */
export interface Open311Call {
  name: string;
  method: 'GET' | 'POST';
  path: RegExp;
  answer(asked: Asked): Promise<{ root: string; value: Value }>;
}

const ONE = '([^/]+)';
/** Without dates, updates of the last day. */
const UPDATE_DAYS = 1;

/** Every call, with its handler. */
export function makeCalls(services: Services): Open311Call[] {
  const rate = makeKeyRate();
  const reading = (asked: Asked): Parameters => {
    const given = asked.query();
    checkJurisdiction(given, services.env);
    return given;
  };
  const admitting = (scope: Scope) => async (given: Parameters) => {
    checkJurisdiction(given, services.env);
    const key = await keyOf(given, scope);
    await rate(key);
    return key;
  };
  const call = (name: string, method: 'GET' | 'POST', path: string, answer: Open311Call['answer']): Open311Call => ({
    name,
    method,
    path: new RegExp(`^${path}$`),
    answer,
  });
  return [
    call('discovery', 'GET', 'discovery', async ({ origin }) => ({
      root: 'discovery',
      value: discovery(services, origin),
    })),
    call('services', 'GET', 'services', async (asked) => {
      reading(asked);
      return { root: 'services', value: serviceList() };
    }),
    call('definition', 'GET', `services/${ONE}`, async (asked) => {
      reading(asked);
      return { root: 'service_definition', value: serviceDefinition(groupOf(asked.id)) };
    }),
    call('requests', 'GET', 'requests', async (asked) => {
      const given = reading(asked);
      const ids = idsOf(given);
      const found = ids.length
        ? (await reportsById(ids)).filter(isTold)
        : await publishedPage(filterOf(given, services.now()), pageOf(given));
      return { root: 'service_requests', value: found.map((report) => requestRow(report, asked.origin)) };
    }),
    call('request', 'GET', `requests/${ONE}`, async (asked) => {
      reading(asked);
      const report = await told(asked.id, 'service_request_id');
      return { root: 'service_requests', value: [requestRow(report, asked.origin)] };
    }),
    call('token', 'GET', `tokens/${ONE}`, async (asked) => {
      reading(asked);
      const { _id } = await told(asked.id, 'token');
      return { root: 'service_requests', value: [{ service_request_id: _id, token: asked.id }] };
    }),
    call('updates', 'GET', 'servicerequestupdates', async (asked) => {
      const given = reading(asked);
      const { skip, limit } = pageOf(given);
      const span = spanOf(given, ['start_date', 'end_date'], services.now(), UPDATE_DAYS);
      const steps = await publishedSteps(span, isNews, Math.max(skip + limit, MOST));
      const rows = steps.slice(skip, skip + limit).map((step) => updateRow(step, asked.origin));
      return { root: 'service_request_updates', value: rows };
    }),
    call('postRequest', 'POST', 'requests', async ({ ctx }) => {
      const form = await readForm(ctx, admitting('report'));
      const { id, notice } = await takeRequest(services, form);
      return {
        root: 'service_requests',
        value: [{ service_request_id: id, service_notice: notice, account_id: null }],
      };
    }),
    call('postUpdate', 'POST', 'servicerequestupdates', async ({ ctx }) => {
      const { parameters, admitted } = await readForm(ctx, admitting('update'));
      return {
        root: 'service_request_updates',
        value: [{ update_id: await takeUpdate(services, admitted, parameters) }],
      };
    }),
  ];
}

/**
 * The report an id stands for. A token is the id itself: requests are realtime here, so the id is told at once, and a
 * client that asks for a token's id all the same is answered.
 * @throws Open311Problem 404 that names the parameter
 */
async function told(id: string, parameter: string) {
  const [report] = await reportsById([id]);
  if (!report || !isTold(report)) throw unknownThing(parameter);
  return report;
}
