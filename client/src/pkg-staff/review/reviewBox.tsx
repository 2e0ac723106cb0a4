import { review } from '@jierong/shared/endpoints/review';
import { limits } from '@jierong/shared/limits';
import { type RefuseReason, refuseReasons } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Heading } from '@/components/heading';
import { Notice } from '@/components/notice';
import { Radios } from '@/features/staff/radios';
import { useDecision } from '@/features/staff/useDecision';
import { useKeys } from '@/features/staff/useKeys';
import { request } from '@/services/request';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { reviewText } from '@/text/reviewing';
import { refuseReasonLabels } from '@/text/states';
import type { ReviewProps } from './reviewPanel';

/** Pass, or refuse with a reason its reporter can read. */
export function ReviewBox({ item, reload, onDecided }: ReviewProps) {
  const { busy, error, decide } = useDecision(reload);
  const [reason, setReason] = useState<RefuseReason>();
  const [note, setNote] = useState('');
  const { id, version } = item;
  const missing = !reason
    ? reviewText.missingReason
    : reason === 'other' && note.trim() === ''
      ? reviewText.missingNote
      : undefined;

  const pass = async () => {
    if (await decide(() => request(review.pass, { id, version }))) onDecided();
  };
  const refuse = async () => {
    if (!reason || missing) return;
    const words = note.trim() || undefined;
    if (await decide(() => request(review.refuse, { id, version, reason, note: words }))) onDecided();
  };
  useKeys({ '1': () => void pass(), '2': () => void refuse() });

  return (
    <Card className="next" title={reviewText.decide} action={<Text className="cap">{reviewText.goesOn}</Text>}>
      <View className="staff__decide">
        {error && (
          <Notice tone="bad" alert>
            {errorSentence(error)}
          </Notice>
        )}
        <Btn wide icon="ui-check" keys="1" busy={busy} busyLabel={commonText.sending} onTap={() => void pass()}>
          {reviewText.pass}
        </Btn>
        <View className="cap">{reviewText.passNote}</View>
        <View className="rule" />
        <Heading level={3} className="strong">
          {reviewText.refuseTitle}
        </Heading>
        <Radios<RefuseReason>
          label={reviewText.refuseTitle}
          options={refuseReasons.map((value) => ({ value, label: refuseReasonLabels[value] }))}
          value={reason}
          onChange={setReason}
        />
        <Field
          label={reason === 'other' ? reviewText.noteNeeded : reviewText.note}
          multiline
          max={limits.note}
          value={note}
          onInput={setNote}
        />
        <Btn
          wide
          kind="brick"
          icon="act-hide"
          keys="2"
          disabled={busy || missing !== undefined}
          onTap={() => void refuse()}
        >
          {missing ?? reviewText.refuse}
        </Btn>
        <View className="cap">{reviewText.refuseNote}</View>
      </View>
    </Card>
  );
}
