import { createHmac } from 'node:crypto';
import { sessions } from '@jierong/shared/endpoints/sessions';
import { AppError } from '../../appError';
import { caller, type Route, route } from '../../http/call';
import { newId } from '../../ids';
import type { Services } from '../../services';
import { PersonModel, type PersonRecord } from './model';
import { presentDemonstrationPerson, presentMe } from './presenter';
import { seal } from './seal';
import { endSession, startSession, toPerson } from './sessions';

/** Demonstration people exist only without a WeChat app id and never in production. */
export const demonstrationAllowed = ({ env }: Pick<Services, 'env'>): boolean =>
  env.NODE_ENV !== 'production' && !env.WECHAT_APP_ID && env.DEMONSTRATION;

/** The openid is kept as a keyed hash: enough to know a person again, useless elsewhere. */
const openidHash = (openid: string, secret: string): string =>
  createHmac('sha256', secret).update(openid).digest('base64url');

async function personOfOpenid(services: Services, openid: string): Promise<PersonRecord> {
  const hash = openidHash(openid, services.env.WECHAT_APP_SECRET ?? '');
  const record = await PersonModel.findOneAndUpdate(
    { openidHash: hash },
    {
      $setOnInsert: {
        _id: newId(),
        nickname: `街坊${hash.slice(0, 4)}`,
        role: 'resident',
        title: '居民',
        grants: [],
        roadIds: [],
        phoneVerified: false,
        demonstration: false,
        createdAt: services.now(),
      },
    },
    { upsert: true, returnDocument: 'after' },
  ).lean<PersonRecord>();
  if (!record) throw new AppError('internalError');
  return record;
}

async function begin(services: Services, record: PersonRecord, openid?: string) {
  const now = services.now();
  const started = await startSession(record._id, now, openid ? seal(services.env, openid) : undefined);
  return { token: started.token, expiresAt: started.expiresAt.toISOString(), me: presentMe(toPerson(record, now)) };
}

export const peopleRoutes: Route[] = [
  route(sessions.options, async ({ services }) => {
    const people = demonstrationAllowed(services)
      ? await PersonModel.find({ demonstration: true }).sort({ _id: 1 }).limit(60).lean<PersonRecord[]>()
      : [];
    return { wechat: Boolean(services.wechat), demonstrationPeople: people.map(presentDemonstrationPerson) };
  }),
  route(sessions.start, async ({ input, services }) => {
    if (!services.wechat) throw new AppError('wechatLoginFailed');
    const openid = await services.wechat.openidOf(input.code);
    return begin(services, await personOfOpenid(services, openid), openid);
  }),
  route(sessions.startDemonstration, async ({ input, services }) => {
    const record = demonstrationAllowed(services)
      ? await PersonModel.findOne({ _id: input.personId, demonstration: true }).lean<PersonRecord>()
      : null;
    if (!record) throw new AppError('notFound');
    return begin(services, record);
  }),
  route(sessions.info, async (call) => presentMe(caller(call))),
  route(sessions.verifyPhone, async (call) => {
    const person = caller(call);
    if (!call.services.wechat) throw new AppError('wechatLoginFailed');
    const phone = await call.services.wechat.phoneOf(call.input.code);
    await PersonModel.updateOne(
      { _id: person.id },
      { $set: { phone: seal(call.services.env, phone), phoneVerified: true } },
    );
    return presentMe({ ...person, phoneVerified: true });
  }),
  route(sessions.end, async (call) => {
    await endSession(call.token);
    return { done: true as const };
  }),
];
