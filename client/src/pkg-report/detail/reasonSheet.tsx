import { reports } from '@jierong/shared/endpoints/reports';
import { limits } from '@jierong/shared/limits';
import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { usePhotoUploads } from '@/features/photos/usePhotoUploads';
import { toast } from '@/features/reports/toast';
import { missingPhotos, UploadGrid } from '@/features/reports/uploadGrid';
import { actLabels } from '@/text/actions';
import { commonText } from '@/text/common';
import { detailText } from '@/text/detail';
import { errorSentence } from '@/text/errors';
import type { ReasonForm } from './reasonPart';
import type { ReportPage } from './useReport';

interface Props {
  form: ReasonForm;
  report: ReportInfo;
  page: Pick<ReportPage, 'act' | 'action'>;
  onClose: () => void;
}

/** Shortest reason the API takes. */
const LEAST = 2;

/** What the reporter answers to a refusal or to 不予立案: an appeal, a corrected report, or more material. */
export function ReasonSheet({ form, report, page, onClose }: Props) {
  const { id, version, state } = report;
  const [words, setWords] = useState(form === 'correct' ? report.words : '');
  const photos = usePhotoUploads(limits.photosPerReport);
  const text = words.trim();
  const short = form === 'correct' ? false : text.length < LEAST;

  const send = () => {
    const { refs } = photos;
    if (form === 'appeal') return page.act(reports.appeal, { id, version, reason: text });
    if (form === 'supplement') return page.act(reports.supplement, { id, version, words: text, photos: refs });
    return page.act(reports.correct, { id, version, words: text, ...(refs.length ? { photos: refs } : {}) });
  };
  const submit = async () => {
    if (!(await send())) return;
    toast(detailText.sent);
    onClose();
  };

  const note = {
    appeal: state === 'refused' ? detailText.appealRefused : detailText.appealDeclined,
    correct: detailText.correctNote,
    supplement: detailText.supplementNote,
  }[form];
  const label = {
    appeal: detailText.appealLabel,
    correct: detailText.words,
    supplement: detailText.supplementLabel,
  }[form];
  const yes = {
    appeal: detailText.appealSend,
    correct: detailText.correctSend,
    supplement: detailText.supplementSend,
  }[form];
  const missing = missingPhotos(photos) ?? (short ? detailText.needWords : undefined);
  const max = form === 'appeal' ? limits.reason : limits.words;

  return (
    <Sheet
      open
      title={actLabels[form]}
      onClose={onClose}
      foot={
        <Btn
          wide
          disabled={missing !== undefined}
          busy={page.action.busy}
          busyLabel={commonText.sending}
          onTap={submit}
        >
          {missing ?? yes}
        </Btn>
      }
    >
      <Text className="sub">{note}</Text>
      <View className="mt3">
        <Field label={label} multiline value={words} max={max} onInput={setWords} />
      </View>
      {form !== 'appeal' && (
        <View className="mt3">
          <View className="sub">{form === 'correct' ? detailText.photosReplace : detailText.photosAdd}</View>
          <View className="mt2">
            <UploadGrid photos={photos} label={detailText.photosAdd} max={limits.photosPerReport} />
          </View>
        </View>
      )}
      {page.action.error && (
        <Notice tone="bad" alert>
          {errorSentence(page.action.error)}
        </Notice>
      )}
    </Sheet>
  );
}
