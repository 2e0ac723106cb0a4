import { comments } from '@jierong/shared/endpoints/talk';
import { limits } from '@jierong/shared/limits';
import type { ReportInfo } from '@jierong/shared/reports';
import type { Comment } from '@jierong/shared/talk';
import { Text, View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Official } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Tap } from '@/components/tap';
import type { SignedIn } from '@/features/session/useSignedIn';
import { newIdempotencyKey, request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { usePages } from '@/services/usePages';
import { commonText } from '@/text/common';
import { detailText } from '@/text/detail';
import { errorSentence } from '@/text/errors';
import { whenText } from '@/text/time';

interface Props {
  report: ReportInfo;
  now: number;
  signedIn: SignedIn['signedIn'];
}

/** What people say; official answers carry their seal. */
export function CommentsPart({ report, now, signedIn }: Props) {
  const { items, more, loading, error, loadMore, reload, setItems, ready } = usePages(comments.list, {
    reportId: report.id,
  });
  const hidden = useAction();
  const takeBack = (id: string) =>
    hidden.run(() =>
      signedIn(async () => {
        await request(comments.hide, { id });
        setItems((all) => all.filter((c) => c.id !== id));
      }),
    );
  const failed = error ?? hidden.error;
  return (
    <Card title={`${detailText.comments} ${Math.max(report.comments, items.length) || ''}`.trim()}>
      {ready && items.length === 0 && <View className="sub">{detailText.commentsNone}</View>}
      <View {...aria({ role: 'list', label: detailText.comments })}>
        {items.map((comment) => (
          <CommentLine key={comment.id} comment={comment} now={now} onTakeBack={takeBack} />
        ))}
      </View>
      {failed && (
        <Notice
          tone="bad"
          action={
            <Btn size="sm" kind="plain" onTap={reload}>
              {commonText.retry}
            </Btn>
          }
        >
          {errorSentence(failed)}
        </Notice>
      )}
      {more && (
        <Btn kind="plain" wide busy={loading} busyLabel={commonText.loadingMore} onTap={loadMore}>
          {commonText.loadMore}
        </Btn>
      )}
      <CommentForm
        reportId={report.id}
        signedIn={signedIn}
        onAdded={(added) => setItems((all) => [...all.filter((c) => c.id !== added.id), added])}
      />
    </Card>
  );
}

interface LineProps {
  comment: Comment;
  now: number;
  onTakeBack: (id: string) => void;
}

function CommentLine({ comment, now, onTakeBack }: LineProps) {
  const { official, unitName, by, at, words, mine, id } = comment;
  const name = official && unitName ? unitName : by;
  return (
    <View className="talk" {...aria({ role: 'listitem' })}>
      {!official && (
        <View className="ava" {...aria({ hidden: true })}>
          {name.slice(0, 1)}
        </View>
      )}
      <View className={`grow${official ? ' talk__official' : ''}`}>
        <View className="row between wrap">
          <View className="row wrap">
            {official && <Official text={detailText.officialSeal} />}
            <Text className="strong">{name}</Text>
          </View>
          <Text className="cap">{whenText(at, now)}</Text>
        </View>
        <View className="detail__talk">{comment.hidden ? detailText.commentHidden : words}</View>
        {mine && !comment.hidden && (
          <Tap className="link" onTap={() => onTakeBack(id)}>
            <Text>{detailText.commentTakeBack}</Text>
          </Tap>
        )}
      </View>
    </View>
  );
}

interface FormProps {
  reportId: string;
  signedIn: SignedIn['signedIn'];
  onAdded: (comment: Comment) => void;
}

/** One comment, sent once however often it is tried: the key stays until the server has it. */
function CommentForm({ reportId, signedIn, onAdded }: FormProps) {
  const [words, setWords] = useState('');
  const { busy, error, run } = useAction();
  const draft = useRef<{ words: string; key: string }>();
  const send = async () => {
    const text = words.trim();
    if (draft.current?.words !== text) draft.current = { words: text, key: newIdempotencyKey() };
    const { key } = draft.current;
    const added = await run(() =>
      signedIn(() => request(comments.add, { reportId, words: text }, { idempotencyKey: key })),
    );
    if (!added) return;
    draft.current = undefined;
    setWords('');
    onAdded(added);
  };
  const empty = words.trim() === '';
  return (
    <View className="detail__say">
      <Field label={detailText.commentLabel} multiline value={words} max={limits.comment} onInput={setWords} />
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      <View className="mt2">
        <Btn kind="soft" wide disabled={empty} busy={busy} busyLabel={commonText.sending} onTap={send}>
          {empty ? detailText.commentEmpty : detailText.commentSend}
        </Btn>
      </View>
    </View>
  );
}
