import { claims } from '@jierong/shared/endpoints/claims';
import { ratings } from '@jierong/shared/endpoints/ratings';
import { reports } from '@jierong/shared/endpoints/reports';
import { comments, proposals } from '@jierong/shared/endpoints/talk';
import { PersonModel } from '../../src/modules/people/model';
import { type Api, startApi } from '../support/api';
import { afterUndo, caseOf, desk, handle, seen, send } from '../support/reports';

const secret = (personId: string, what: string): string => `SECRET-${what}-${personId}`;
export const reporter = 'demo-resident-1';
export const anonymousReporter = 'demo-resident-2';
export const supporter = 'demo-volunteer-2';

const staffMayBeNamed = (role: string): boolean =>
  ['gridOfficer', 'squadronLead', 'departmentStaff', 'bureauLead'].includes(role);

/** Data on which each person's identity is a marked string: what every endpoint is asked on. */
export interface MarkedData {
  api: Api;
  /** One person of every role. */
  roles: string[];
  ids: Record<string, string>;
}

export async function startMarked(): Promise<MarkedData> {
  const api = await startApi();
  const people = await PersonModel.find({}).select('_id role nickname').lean();
  for (const { _id, role } of people) {
    const name = staffMayBeNamed(role) ? {} : { nickname: secret(_id, 'name') };
    await PersonModel.updateOne(
      { _id },
      { $set: { phone: secret(_id, 'phone'), openidHash: secret(_id, 'openid'), ...name } },
    );
  }
  const roles = [...new Map(people.map((p) => [p.role, p._id])).values()].sort();
  return { api, roles, ids: await makeData(api) };
}

/** One report on each way, with everything people can leave on it. */
async function makeData(api: Api): Promise<Record<string, string>> {
  const open = await send(api, anonymousReporter, { anonymous: true });
  await afterUndo(api);
  await api.call(reports.support, { id: open.id }, supporter);
  const comment = await api.call(comments.add, { reportId: open.id, words: '我也常走这里' }, 'demo-merchant-1');
  const proposal = await api.call(
    proposals.add,
    { reportId: open.id, title: '先围起来', why: '免得再有人绊倒' },
    'demo-merchant-1',
  );
  await api.call(proposals.vote, { id: proposal.id, choice: 'for' }, supporter);
  await api.call(comments.add, { reportId: open.id, words: '广告群发 加我' }, 'demo-merchant-1');
  await handle(api, open.id);
  const now = await seen(api, open.id, anonymousReporter);
  await api.call(reports.confirm, { id: open.id, version: now.version }, anonymousReporter);
  await api.call(
    ratings.add,
    { reportId: open.id, speed: 4, quality: 4, manner: 4, satisfaction: 'satisfied', words: '平了' },
    anonymousReporter,
  );

  const disputed = await send(api, anonymousReporter, { anonymous: true, words: '路面又裂开一条缝' });
  await afterUndo(api);
  await handle(api, disputed.id);
  const resolved = await seen(api, disputed.id, anonymousReporter);
  await api.call(
    reports.dispute,
    {
      id: disputed.id,
      version: resolved.version,
      reason: '没有补完',
      photos: [await api.uploadPhoto(anonymousReporter)],
    },
    anonymousReporter,
  );

  const offered = await send(api, anonymousReporter, { anonymous: true, group: 'clutter', words: '门口堆着纸箱' });
  await afterUndo(api);
  const offer = await seen(api, offered.id, 'demo-merchant-2');
  await api.call(claims.take, { id: offered.id, version: offer.version }, 'demo-merchant-2');

  const waiting = await send(api, anonymousReporter, { anonymous: true, words: '广告群发 看这里' });
  await afterUndo(api);
  await api.settle();
  const record = await caseOf(api, open.id, desk.acceptor);
  return {
    report: open.id,
    disputed: disputed.id,
    offered: offered.id,
    waiting: waiting.id,
    case: record.id,
    proposal: proposal.id,
    comment: comment.id,
  };
}

/** Endpoints that show the words of people with the names they put in front of them. */
const spoken = [
  'comments.list',
  'comments.add',
  'proposals.list',
  'proposals.info',
  'proposals.add',
  'proposals.vote',
  'proposals.answer',
];

/**
 * What of an answer must not be there: marks of anybody but the caller's own name, or the name somebody put in front of
 * their own words; and the ids of who reported or supported in silence.
 */
export function leaksIn(
  body: string,
  endpoint: string,
  personId: string | undefined,
  speakers: readonly string[],
): string[] {
  const marks = [...new Set(body.match(/SECRET-[a-z]+-[a-z0-9-]+/g) ?? [])];
  const forbidden = marks.filter((mark) => {
    const [, what, owner] = /^SECRET-([a-z]+)-(.+)$/.exec(mark) ?? [];
    if (what !== 'name' || owner === undefined) return true;
    const ownPage = endpoint.startsWith('sessions.') && owner === personId;
    return !ownPage && !(spoken.includes(endpoint) && (speakers.includes(owner) || owner === personId));
  });
  const ids = [anonymousReporter, supporter].filter((person) => person !== personId && body.includes(`"${person}"`));
  return [...forbidden, ...ids];
}
