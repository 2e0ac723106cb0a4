import { review } from '@jierong/shared/endpoints/review';
import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { useDecision } from '@/features/staff/useDecision';
import { request } from '@/services/request';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { reviewText } from '@/text/reviewing';
import type { ReviewProps } from './reviewPanel';

/** Decides an appeal, by somebody else than who refused. */
export function AppealBox({ item, reload, onDecided }: ReviewProps) {
  const { busy, error, decide } = useDecision(reload);
  const [reason, setReason] = useState('');
  const { id, version, conflict } = item;
  const missing = reason.trim().length < 2;
  const named = (decision: string) => (missing ? reviewText.missingAppealReason(decision) : decision);
  const send = async (grant: boolean) => {
    const words = reason.trim();
    if (await decide(() => request(review.decideAppeal, { id, version, grant, reason: words }))) onDecided();
  };
  return (
    <Card className={conflict ? '' : 'next'} title={reviewText.appealSays}>
      <View className="staff__decide">
        <View className="staff__said">{item.appealWords}</View>
        {error && (
          <Notice tone="bad" alert>
            {error.code === 'conflictOfInterest' ? reviewText.conflictNote : errorSentence(error)}
          </Notice>
        )}
        {conflict ? (
          <Notice tone="soon" icon="ui-shield">
            <View className="strong">{reviewText.conflict}</View>
            <Text>{reviewText.conflictNote}</Text>
          </Notice>
        ) : (
          <>
            <Field label={reviewText.appealReason} multiline max={limits.reason} value={reason} onInput={setReason} />
            <Btn
              wide
              icon="ui-check"
              busy={busy}
              busyLabel={commonText.sending}
              disabled={missing}
              onTap={() => void send(true)}
            >
              {named(reviewText.grant)}
            </Btn>
            <Btn wide kind="brick" disabled={busy || missing} onTap={() => void send(false)}>
              {named(reviewText.reject)}
            </Btn>
          </>
        )}
      </View>
    </Card>
  );
}
