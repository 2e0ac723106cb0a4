import { comments } from '@jierong/shared/endpoints/talk';
import { limits } from '@jierong/shared/limits';
import type { Comment } from '@jierong/shared/talk';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import type { SignedIn } from '@/features/session/useSignedIn';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { proposalText } from '@/text/cogovern';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { useSendingKey } from './useSendingKey';

interface Props {
  proposalId: string;
  signedIn: SignedIn['signedIn'];
  onAdded: (comment: Comment) => void;
}

/** One comment, sent once however often it is tried. */
export function CommentForm({ proposalId, signedIn, onAdded }: Props) {
  const [words, setWords] = useState('');
  const { busy, error, run } = useAction();
  const sending = useSendingKey();
  const text = words.trim();
  const send = async () => {
    const idempotencyKey = sending.keyFor(text);
    const added = await run(() =>
      signedIn(() => request(comments.add, { proposalId, words: text }, { idempotencyKey })),
    );
    if (!added) return;
    sending.done();
    setWords('');
    onAdded(added);
  };
  return (
    <View className="comments__say">
      <Field
        label={proposalText.commentLabel}
        multiline
        value={words}
        max={limits.comment}
        disabled={busy}
        onInput={setWords}
      />
      {error && (
        <View className="mt2">
          <Notice tone="bad" alert>
            {errorSentence(error)}
          </Notice>
        </View>
      )}
      <View className="mt2">
        <Btn kind="soft" wide disabled={!text} busy={busy} busyLabel={commonText.sending} onTap={() => void send()}>
          {text ? proposalText.commentSend : proposalText.commentMissing}
        </Btn>
      </View>
    </View>
  );
}
