import type { ReportCard as Card } from '@jierong/shared/reports';
import { ReportCard } from '@/components/reportCard';
import { photoUrl } from '@/services/media';
import { photoAlt, supportsText } from '@/text/common';
import { chipState, stateLabel } from '@/text/states';
import { clockText, distanceText, whenText } from '@/text/time';
import { openReport } from './navigate';

interface Props {
  report: Card;
  /** Milliseconds. */
  now: number;
  /** Without: opens the report. */
  onTap?: () => void;
  /** The count of supports stands elsewhere. */
  slim?: boolean;
  /** Kept from earlier: the state is of that time, and no clock runs. */
  keptAt?: string;
}

/** A report of a list, written out. */
export function ReportLine({ report, now, onTap, slim, keptAt }: Props) {
  const { place, cover, clock, distanceMeters, supports } = report;
  const where = distanceMeters === undefined ? whenText(report.createdAt, now) : distanceText(distanceMeters);
  // On a narrow screen the end is cut: first comes what one must know to go there.
  const line = [place.address, where, ...(supports && !slim ? [supportsText(supports)] : [])].join(' · ');
  return (
    <ReportCard
      title={report.title}
      place={line}
      photo={cover && photoUrl(cover.key, 'thumb')}
      alt={cover?.alt ?? photoAlt(report.title, 'far', 1)}
      state={chipState(report)}
      stateLabel={stateLabel(report)}
      due={clock && !keptAt ? { status: clock.status, text: clockText(clock, now).short } : undefined}
      note={keptAt}
      onTap={onTap ?? (() => openReport(report.id))}
    />
  );
}
