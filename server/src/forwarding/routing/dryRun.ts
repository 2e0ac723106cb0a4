import type { CategoryGroup } from '@jierong/shared/categories';
import type { RoutingTrial } from '@jierong/shared/routing';
import { AppError } from '../../appError';
import { chooseCategory } from '../../modules/categories/catalogue';
import { placeOf } from '../../modules/places/places';
import { ReportModel } from '../../modules/reports/model';
import type { ReportRecord } from '../../modules/reports/record';
import { findUnit } from '../../modules/units/queries';
import type { Services } from '../../services';
import { currentRules } from './currentRules';
import { type Routed, routeOf } from './routeOf';

/** What a dry run asks about: a report that is there, or a category and a GCJ-02 point that are made up. */
export interface Asked {
  reportId?: string | undefined;
  longitude?: number | undefined;
  latitude?: number | undefined;
  group?: CategoryGroup | undefined;
  code?: string | undefined;
  source?: string | undefined;
  at?: string | undefined;
}

type Subject = Routed & { place: { road?: string; grid?: string }; category: { name: string } };

/**
 * Where a report would go and why; nothing is sent or written.
 * @throws notFound for a report that is not there; unknownCategory; invalidInput with neither report nor category
 */
export async function dryRun(services: Services, asked: Asked): Promise<RoutingTrial> {
  const subject = asked.reportId ? await ofReport(asked.reportId) : madeUp(asked);
  const source = asked.source ? { source: asked.source } : {};
  const at = asked.at ? new Date(asked.at) : services.now();
  const { lead, copies, unit, because } = routeOf(await currentRules(services), { ...subject, ...source }, at);
  const answerable = unit ? await findUnit(unit) : undefined;
  const { road, grid } = subject.place;
  return {
    group: subject.group,
    categoryName: subject.category.name,
    place: { ...(road ? { road } : {}), ...(grid ? { grid } : {}) },
    lead: services.destinations.title(lead),
    copies: copies.map(services.destinations.title),
    ...(answerable ? { unit: { id: answerable._id, name: answerable.name } } : {}),
    rule: named(because.rule),
    others: because.others.map(({ rule, why }) => ({ ...named(rule), why })),
  };
}

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });

async function ofReport(id: string): Promise<Subject> {
  const report = await ReportModel.findById(id).select('group category place source').lean<ReportRecord>();
  if (!report) throw new AppError('notFound');
  return report;
}

function madeUp({ longitude, latitude, group, code }: Asked): Subject {
  if (!group && !code) throw new AppError('invalidInput', { issues: [{ path: 'group', problem: 'required' }] });
  const point =
    longitude === undefined || latitude === undefined ? undefined : { longitude, latitude, datum: 'gcj02' as const };
  return { ...chooseCategory(group ?? 'other', code), place: point ? { point, ...placeOf(point) } : {} };
}
