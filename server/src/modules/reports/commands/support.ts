import { openStates } from '@jierong/shared/reportPosition';
import { AppError } from '../../../appError';
import { isDuplicateKey } from '../../../db/duplicateKey';
import { newId } from '../../../ids';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { changeReport, outboxEntry } from '../change';
import { ReportModel } from '../model';
import { requireSight } from '../policy';
import type { ReportRecord } from '../record';
import { countSupports, SupportModel, type SupportRecord } from '../supports';
import { tallyReport } from '../tally';

/** What the caller sees of the number afterwards. */
export interface Supported {
  supports: number;
  supported: boolean;
}

async function tallied(reportId: string, supported: boolean): Promise<Supported> {
  const pending = await SupportModel.find({ reportId, counted: false }).select('_id').lean<{ _id: string }[]>();
  const { supports } = await tallyReport(reportId, { supports: () => countSupports(reportId) });
  if (supports !== undefined)
    await SupportModel.updateMany({ _id: { $in: pending.map((p) => p._id) } }, { $set: { counted: true } });
  return { supports: supports ?? (await countSupports(reportId)), supported };
}

/** Moves supports that a crash left uncounted for a minute into their reports. */
export async function recountSupports(now: Date): Promise<void> {
  const left = await SupportModel.find({ counted: false, at: { $lt: new Date(now.getTime() - 60_000) } })
    .sort({ at: 1 })
    .limit(500)
    .lean<SupportRecord[]>();
  for (const reportId of new Set(left.map((s) => s.reportId))) await tallied(reportId, true);
}

/** The destination hears of new supporters; news that wait are one. */
async function tellDestination(services: Services, reportId: string): Promise<void> {
  await changeReport(reportId, undefined, (report) => {
    const known = report.position.receipt === 'accepted' && report.delivery.acceptedAt !== undefined;
    if (!known || report.outbox.some((e) => e.update === 'supports')) return null;
    return { enqueue: [outboxEntry('update', report.timeline.length, services.now(), 'supports')] };
  });
  services.kick();
}

/**
 * 我也遇到: one support a person; a repeat changes nothing. Nobody supports their own report, or one that is finished.
 * @throws notFound, illegalTransition, conflictOfInterest (the own report)
 */
export async function supportReport(services: Services, person: Person, reportId: string): Promise<Supported> {
  const report = requireSight(person, await ReportModel.findById(reportId).lean<ReportRecord>());
  if (report.reporterId === person.id) throw new AppError('conflictOfInterest');
  if (!openStates.includes(report.position.state))
    throw new AppError('illegalTransition', { state: report.position.state, action: 'support' });
  try {
    await SupportModel.create({ _id: newId(), reportId, personId: person.id, at: services.now(), counted: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const result = await tallied(reportId, true);
  await tellDestination(services, reportId);
  return result;
}

/** Takes the own support back. @throws notFound */
export async function unsupportReport(services: Services, person: Person, reportId: string): Promise<Supported> {
  requireSight(person, await ReportModel.findById(reportId).lean<ReportRecord>());
  await SupportModel.deleteOne({ reportId, personId: person.id });
  const result = await tallied(reportId, false);
  await tellDestination(services, reportId);
  return result;
}
