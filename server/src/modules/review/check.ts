import type { CheckVerdict } from '@jierong/shared/review';
import type { Services } from '../../services';
import { changeReport } from '../reports/change';
import type { CheckRecord, ReportRecord } from '../reports/record';
import { forgetVerdicts, keepVerdict, keptVerdicts } from './photoVerdicts';
import { reportIdOfTrace } from './queries';
import { withCheck } from './verdicts';

type PhotoCheck = CheckRecord['photos'][number];
const checkedStates = ['received', 'inReview'];

/**
 * Asks the content check about a report's words (with the typed address) and photos, and stores what it said and under
 * which trace ids the photos' answers will come. Safe to repeat: what is answered or on its way is not asked again, and
 * answers to an older asking are dropped.
 */
export async function startCheck(services: Services, report: ReportRecord): Promise<void> {
  if (!checkedStates.includes(report.position.state)) return;
  const [words, photos] = await Promise.all([
    askWords(services, report),
    Promise.all(report.check.photos.map((photo) => askPhoto(services, report, photo))),
  ]);
  await changeReport(report._id, undefined, (current) => {
    if (current.check.round !== report.check.round) return null;
    const check: CheckRecord = {
      ...current.check,
      ...(current.check.words === 'waiting' ? words : {}),
      photos: current.check.photos.map((photo, i) => (isOpen(photo) ? { ...photo, ...photos[i] } : photo)),
    };
    return withCheck(current, check, services.now(), services.env);
  });
  await takeVerdicts(
    services,
    report._id,
    photos.flatMap((photo) => photo?.traceId ?? []),
  );
  services.kick();
}

const isOpen = (photo: PhotoCheck): boolean => photo.verdict === 'waiting' && !photo.traceId;

async function askWords(
  services: Services,
  report: ReportRecord,
): Promise<Pick<CheckRecord, 'words' | 'wordsLabel'> | undefined> {
  const personId = report.reporterId;
  if (report.check.words !== 'waiting') return undefined;
  if (!personId) return { words: 'unavailable' };
  const words = [report.words, report.place.address].filter(Boolean).join('\n');
  const { verdict, label } = await services.contentCheck.checkWords(words, { personId });
  return { words: verdict, ...(label ? { wordsLabel: label } : {}) };
}

async function askPhoto(
  services: Services,
  report: ReportRecord,
  photo: PhotoCheck,
): Promise<Partial<PhotoCheck> | undefined> {
  if (!isOpen(photo)) return undefined;
  if (!report.reporterId) return { verdict: 'unavailable' };
  return services.contentCheck.startPhotoCheck({ key: photo.key }, { personId: report.reporterId });
}

/**
 * Takes the answer about one photo, from wherever it was asked. Repeats and unknown trace ids change nothing. A report
 * that waited only for this goes on at once.
 */
export async function applyPhotoVerdict(
  services: Services,
  traceId: string,
  verdict: CheckVerdict,
  label?: string,
): Promise<void> {
  await keepVerdict({ _id: traceId, verdict, ...(label ? { label } : {}), at: services.now() });
  const reportId = await reportIdOfTrace(traceId);
  if (!reportId) return;
  await takeVerdicts(services, reportId, [traceId]);
  services.kick();
}

/** Moves kept verdicts into their report. */
async function takeVerdicts(services: Services, reportId: string, traceIds: readonly string[]): Promise<void> {
  if (!traceIds.length) return;
  const kept = await keptVerdicts(traceIds);
  if (!kept.length) return;
  await changeReport(reportId, undefined, (report) => {
    const photos = report.check.photos.map((photo) => {
      const answer = photo.verdict === 'waiting' ? kept.find((k) => k._id === photo.traceId) : undefined;
      return answer ? { ...photo, verdict: answer.verdict, ...(answer.label ? { label: answer.label } : {}) } : photo;
    });
    if (photos.every((photo, i) => photo === report.check.photos[i])) return null;
    return withCheck(report, { ...report.check, photos }, services.now(), services.env);
  });
  await forgetVerdicts(kept.map((k) => k._id));
}
