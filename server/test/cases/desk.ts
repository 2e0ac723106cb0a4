import type { CaseInfo } from '@jierong/shared/cases';
import type { Endpoint } from '@jierong/shared/endpoint';
import { cases } from '@jierong/shared/endpoints/cases';
import type * as z from 'zod/mini';
import type { CaseInput } from '../../src/forwarding/port';
import { openCase } from '../../src/modules/cases/desk';
import { CaseModel } from '../../src/modules/cases/model';
import type { CaseRecord } from '../../src/modules/cases/record';
import type { Api } from '../support/api';

export const DESK = 'demo-desk-1';
export const HANDLER = 'demo-staff-sanitation';
export const CHECKER = 'demo-checker-1';
export const LEAD = 'demo-squadron-lead-1';
export const OFFICER = 'demo-grid-officer-2';
export const UNIT = 'demo-unit-sanitation';
export const LIMIT = { value: 4, unit: 'workingHour' } as const;

let keys = 0;

/** A case that arrived by itself, without a report behind it. */
export async function arrived(api: Api, more: Partial<CaseInput> = {}): Promise<string> {
  const reportId = `report-${++keys}`;
  const input: CaseInput = {
    key: `${reportId}:1`,
    reportId,
    round: 1,
    title: '人行道上的垃圾桶满了',
    words: '两天没人收',
    group: 'waste',
    category: {
      standard: 'GB/T 47678.5',
      edition: '2026',
      kind: 'event',
      majorCode: '06',
      code: '06010',
      name: '垃圾',
    },
    limit: LIMIT,
    place: { address: '吉丽街 12 号', source: 'typed' },
    photos: [],
    supports: 0,
    supervised: false,
    reportedAt: api.clock.now(),
    demonstration: true,
    ...more,
  };
  await openCase(input, api.clock.now());
  const record = await CaseModel.findOne({ key: input.key }).lean<CaseRecord>();
  if (!record) throw new Error('the case did not arrive');
  return record._id;
}

type Step = Endpoint<z.ZodMiniType<{ id: string; version: number }>, typeof cases.info.output>;

/** Takes a step at the version that holds now. */
export async function step<I extends z.ZodMiniType>(
  api: Api,
  endpoint: Endpoint<I, Step['output']>,
  id: string,
  personId: string,
  more: object = {},
): Promise<CaseInfo> {
  const { version } = await storedCase(id);
  return api.call(endpoint, { id, version, ...more } as z.input<I>, personId);
}

export async function storedCase(id: string): Promise<CaseRecord> {
  const record = await CaseModel.findById(id).lean<CaseRecord>();
  if (!record) throw new Error(`no case ${id}`);
  return record;
}

/** Takes a case from its arrival to the unit. */
export async function dispatched(api: Api, id: string, unitId = UNIT): Promise<void> {
  await step(api, cases.accept, id, DESK);
  await step(api, cases.file, id, DESK);
  await step(api, cases.dispatch, id, DESK, { unitId, limit: LIMIT });
}

/** And on to the feedback of its handler. */
export async function handled(api: Api, id: string): Promise<void> {
  await dispatched(api, id);
  await step(api, cases.feedback, id, HANDLER, { photos: [await api.uploadPhoto(HANDLER)] });
}
