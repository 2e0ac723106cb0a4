import type { ReportInfo } from '@jierong/shared/reports';
import { Receipt } from '@/components/receipt';
import { detailText } from '@/text/detail';
import { destinationText } from '@/text/sending';
import { copyLabels, receiptLabels } from '@/text/states';
import { whenText } from '@/text/time';

/** The delivery receipt: where it was sent, how often, and the number the other side gave. */
export function ReceiptPart({ report, now }: { report: ReportInfo; now: number }) {
  const { delivery } = report;
  if (!delivery) return null;
  const accepted = delivery.status === 'accepted';
  const [newest, ...older] = [...delivery.caseNumbers].reverse();
  const rows = [
    ...(accepted ? [] : [{ name: detailText.receiptNow, value: receiptLabels[delivery.status] }]),
    ...(newest ? [{ name: detailText.receiptNumber, value: newest }] : []),
    ...(delivery.numberFollows ? [{ name: detailText.receiptNumber, value: detailText.receiptNumberFollows }] : []),
    ...(older.length ? [{ name: detailText.receiptOlder, value: older.join('、') }] : []),
    ...(delivery.destination ? [{ name: detailText.receiptTo, value: destinationText(delivery.destination) }] : []),
    ...(delivery.status === 'offered'
      ? []
      : [{ name: detailText.receiptTries, value: detailText.receiptTriesText(delivery.attempts) }]),
    ...(delivery.nextAttemptAt && !accepted
      ? [{ name: detailText.receiptAgain, value: whenText(delivery.nextAttemptAt, now) }]
      : []),
    ...(delivery.acceptedAt ? [{ name: detailText.receiptAccepted, value: whenText(delivery.acceptedAt, now) }] : []),
    ...(delivery.copies ?? []).map((copy) => ({
      name: detailText.receiptCopy(destinationText(copy.destination)),
      value: copy.caseNumber ?? copyLabels[copy.status],
    })),
  ];
  return <Receipt title={detailText.receipt} rows={rows} stamp={accepted ? detailText.receiptStamp : undefined} />;
}
