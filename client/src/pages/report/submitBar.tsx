import { View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { useOnline } from '@/services/network';
import { errorSentence } from '@/text/errors';
import { reportText } from '@/text/report';
import type { ReportForm } from './useReportForm';

/** The one button: says what is missing, what is going on, or what went wrong and that nothing is lost. */
export function SubmitBar({ form, undoMinutes }: { form: ReportForm; undoMinutes?: number }) {
  const online = useOnline();
  const { missing, stuck, act, photos, submit } = form;
  const blocked = stuck ? reportText.replacePhoto : missing.length ? reportText.missing(missing) : undefined;
  const busyLabel = photos.busy ? reportText.sendingPhotos(Math.round(photos.progress * 100)) : reportText.submitting;
  return (
    <View>
      {act.error && !act.busy && (
        <View className="report__trouble">
          <Notice tone="bad" alert>
            {errorSentence(act.error)}
          </Notice>
        </View>
      )}
      <Btn wide busy={act.busy} busyLabel={busyLabel} disabled={blocked !== undefined} onTap={() => void submit()}>
        {blocked ?? (act.error ? reportText.retry : reportText.submit)}
      </Btn>
      <View className="cap mt1 report__next">{online ? reportText.undoNote(undoMinutes) : reportText.undoLater}</View>
    </View>
  );
}
