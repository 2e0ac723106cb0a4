import * as z from 'zod/mini';
import { endpoint } from '../endpoint';
import { done, id } from '../fields';
import { demonstrationPerson, me, session } from '../people';

export const sessions = {
  options: endpoint({
    name: 'sessions.options',
    method: 'GET',
    access: 'public',
    summary: 'How one can sign in here: by WeChat, or as a demonstration person (never in production).',
    input: z.strictObject({}),
    output: z.object({ wechat: z.boolean(), demonstrationPeople: z.array(demonstrationPerson) }),
    errors: [],
    rate: 'read',
  }),
  start: endpoint({
    name: 'sessions.start',
    method: 'POST',
    access: 'public',
    summary: 'Exchanges the code of Taro.login for a session of our own (code2Session runs on the server).',
    input: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[\x21-\x7e]+$/)) }),
    output: session,
    errors: ['wechatLoginFailed', 'wechatUnavailable'],
    rate: 'signIn',
  }),
  startDemonstration: endpoint({
    name: 'sessions.startDemonstration',
    method: 'POST',
    access: 'public',
    summary:
      'Signs in as a demonstration person. Answers notFound in production and where a WeChat app id is configured.',
    input: z.strictObject({ personId: id }),
    output: session,
    errors: ['notFound'],
    rate: 'signIn',
  }),
  info: endpoint({
    name: 'sessions.info',
    method: 'GET',
    access: 'signedIn',
    summary: 'The signed-in person as they see themselves.',
    input: z.strictObject({}),
    output: me,
    errors: [],
    rate: 'read',
  }),
  verifyPhone: endpoint({
    name: 'sessions.verifyPhone',
    method: 'POST',
    access: 'signedIn',
    summary: 'Exchanges the code of a getPhoneNumber button; the number is kept encrypted and shown to nobody.',
    input: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[\x21-\x7e]+$/)) }),
    output: me,
    errors: ['wechatLoginFailed', 'wechatUnavailable'],
    rate: 'signIn',
  }),
  end: endpoint({
    name: 'sessions.end',
    method: 'POST',
    access: 'signedIn',
    summary: 'Ends this session; its token is worth nothing afterwards.',
    input: z.strictObject({}),
    output: done,
    errors: [],
    rate: 'write',
  }),
};
