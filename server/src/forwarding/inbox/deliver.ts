import { changeReport } from '../../modules/reports/change';
import { ReportModel } from '../../modules/reports/model';
import type { CopyRecord, ReportRecord } from '../../modules/reports/record';
import { findUnitByName } from '../../modules/units/queries';
import type { Services } from '../../services';
import { receiveAnswer } from '../answers';
import { numberChange } from '../follow';
import type { Taken } from '../judgeAnswer';
import { keyOf, parseKey } from '../keys';
import type { IncomingAnswer, OfficialAnswer } from '../port';
import type { InboxRecord } from './model';
import { fetchPhotos } from './photos';

type Told = Pick<ReportRecord, '_id' | 'position' | 'delivery' | 'copies'>;

/** The query for the report that a platform's number belongs to, as its case or as a copy. */
export const reportOfCase = (caseNumber: string) =>
  ReportModel.findOne({ $or: [{ 'delivery.caseNumbers': caseNumber }, { 'copies.caseNumbers': caseNumber }] });

const copyFor = ({ copies }: Told, destination: string, round: number, caseNumber: string): CopyRecord | undefined =>
  copies.find((c) => c.destination === destination && (c.round === round || c.caseNumbers.includes(caseNumber)));

/** Which report and round an answer is about: by our key, or by the platform's number. */
async function find({ destination, answer }: InboxRecord): Promise<{ report: Told; round: number } | undefined> {
  const key = answer.key === undefined ? undefined : parseKey(answer.key);
  const query = key ? ReportModel.findById(key.reportId) : reportOfCase(answer.caseNumber);
  const report = await query.select('position delivery copies').lean<Told>();
  if (!report) return undefined;
  if (key) return { report, round: key.round };
  const copy = report.copies.find((c) => c.destination === destination && c.caseNumbers.includes(answer.caseNumber));
  if (copy) return { report, round: copy.round };
  if (report.delivery.destination !== destination) return undefined;
  // a number that is not the newest belongs to an earlier round
  const newest = report.delivery.caseNumbers.at(-1) === answer.caseNumber;
  return { report, round: newest ? report.position.round : report.position.round - 1 };
}

/** What became of an answer, and which report it is about where that is known. */
export interface Delivered {
  result: Taken;
  reportId?: string;
}

/** Tells a report what its destination said: its number if it waits for one, then the answer itself. */
export async function deliverAnswer(services: Services, record: InboxRecord): Promise<Delivered> {
  const { destination, answer } = record;
  const found = await find(record);
  if (!found) return { result: 'unknown' };
  const { report, round } = found;
  const reportId = report._id;
  const leads = report.delivery.destination === destination;
  if (!leads && !copyFor(report, destination, round, answer.caseNumber)) return { result: 'unknown' };
  const pending = leads ? report.delivery.token : copyFor(report, destination, round, answer.caseNumber)?.token;
  if (pending)
    await changeReport(report._id, undefined, (current) => numberChange(current, destination, answer.caseNumber));
  const result = leads
    ? await receiveAnswer(services, await official(services, record, keyOf(reportId, round)))
    : await tellCopy(reportId, destination, answer);
  return { result, reportId };
}

async function official(
  services: Services,
  { destination, answer }: InboxRecord,
  key: string,
): Promise<OfficialAnswer> {
  const { unitName, photoAddresses, ...rest } = answer;
  const unit = unitName ? await findUnitByName(unitName) : undefined;
  const photos = await fetchPhotos(services, destination, photoAddresses ?? []);
  const by = rest.by ?? unitName;
  return {
    ...rest,
    destination,
    key,
    photos: [...rest.photos, ...photos],
    ...(by ? { by } : {}),
    ...(unit ? { unit } : unitName ? { unit: { id: `${destination}:${unitName}`, name: unitName } } : {}),
  };
}

/** What a further destination does is shown beside its receipt. The newest word stays. */
async function tellCopy(reportId: string, destination: string, answer: IncomingAnswer): Promise<Taken> {
  const { at, action, by, note } = answer;
  await changeReport(reportId, undefined, (report) => {
    const told = { at, action, ...(by ? { by } : {}), ...(note ? { note } : {}) };
    const copies = report.copies.map((copy) =>
      copy.destination === destination && !(copy.told && copy.told.at > at) ? { ...copy, told } : copy,
    );
    return { set: { copies } };
  });
  return 'taken';
}
