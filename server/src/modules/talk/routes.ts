import { talkReview } from '@jierong/shared/endpoints/review';
import { comments, proposals } from '@jierong/shared/endpoints/talk';
import type { Proposal } from '@jierong/shared/talk';
import { caller, type Route, route } from '../../http/call';
import type { Person } from '../people/person';
import { requireModerator } from '../review/policy';
import { addComment, targetOf } from './commands/addComment';
import { addProposal } from './commands/addProposal';
import { answerProposal } from './commands/answerProposal';
import { decideHeld } from './commands/decideHeld';
import { hideComment } from './commands/hideComment';
import { vote } from './commands/vote';
import { heldTalkPage } from './held';
import { presentComment, presentProposal } from './presenter';
import type { ProposalRecord } from './proposalModel';
import { commentPage, proposalPage, reportsOf, seenProposal, talkedReport, votesOf } from './queries';

/** Proposals as one reader sees them; those whose report is not published any more are left out. */
async function present(rows: ProposalRecord[], person: Person | undefined, now: Date): Promise<Proposal[]> {
  const [reports, votes] = await Promise.all([
    reportsOf(rows),
    votesOf(
      person,
      rows.map((row) => row._id),
    ),
  ]);
  return rows.flatMap((row) => {
    const report = reports.get(row.reportId);
    return report ? [presentProposal(row, report, { person, vote: votes.get(row._id), now })] : [];
  });
}

async function presentOne(id: string, person: Person | undefined, now: Date): Promise<Proposal> {
  const { proposal, report } = await seenProposal(id, person);
  return presentProposal(proposal, report, { person, vote: (await votesOf(person, [id])).get(id), now });
}

export const talkRoutes: Route[] = [
  route(comments.list, async ({ input, person }) => {
    const target = targetOf(input.reportId, input.proposalId);
    if ('proposalId' in target) await seenProposal(target.proposalId, person);
    else await talkedReport(target.reportId);
    const { rows, next } = await commentPage(target, person, input.cursor, input.limit);
    return { items: rows.map((row) => presentComment(row, person)), ...(next ? { next } : {}) };
  }),
  route(comments.add, async (call) => {
    const person = caller(call);
    const comment = await addComment(call.services, person, { ...call.input, clientKey: call.idempotencyKey });
    return presentComment(comment, person);
  }),
  route(comments.hide, async (call) => {
    await hideComment(caller(call), call.input.id);
    return { done: true as const };
  }),
  route(proposals.list, async ({ input, person, now }) => {
    const { rows, next } = await proposalPage(input.reportId, person, input.cursor, input.limit);
    return { items: await present(rows, person, now), ...(next ? { next } : {}) };
  }),
  route(proposals.info, ({ input, person, now }) => presentOne(input.id, person, now)),
  route(proposals.add, async (call) => {
    const person = caller(call);
    const { _id } = await addProposal(call.services, person, { ...call.input, clientKey: call.idempotencyKey });
    return presentOne(_id, person, call.now);
  }),
  route(proposals.vote, async (call) => {
    const person = caller(call);
    await vote(call.services, person, call.input.id, call.input.choice);
    return presentOne(call.input.id, person, call.now);
  }),
  route(proposals.answer, async (call) => {
    const person = caller(call);
    await answerProposal(call.services, person, call.input.id, call.input.words);
    return presentOne(call.input.id, person, call.now);
  }),
  route(talkReview.list, async (call) => {
    const person = caller(call);
    requireModerator(person);
    return heldTalkPage(person, call.input);
  }),
  route(talkReview.decide, async (call) => {
    await decideHeld(call.services, caller(call), call.input);
    return { done: true as const };
  }),
];
