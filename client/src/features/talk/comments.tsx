import { comments } from '@jierong/shared/endpoints/talk';
import type { Comment } from '@jierong/shared/talk';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Official, Tag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Tap } from '@/components/tap';
import type { SignedIn } from '@/features/session/useSignedIn';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { usePages } from '@/services/usePages';
import { proposalText } from '@/text/cogovern';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { whenText } from '@/text/time';
import { CommentForm } from './commentForm';
import './talk.scss';

interface Props {
  proposalId: string;
  /** As the proposal counts them. */
  count: number;
  now: number;
  signedIn: SignedIn['signedIn'];
}

/** What people say about a proposal; official answers carry their seal. */
export function Comments({ proposalId, count, now, signedIn }: Props) {
  const { items, more, loading, error, loadMore, reload, setItems, ready } = usePages(comments.list, { proposalId });
  const hiding = useAction();
  const takeBack = (id: string) =>
    hiding.run(() =>
      signedIn(async () => {
        await request(comments.hide, { id });
        setItems((all) => all.filter((c) => c.id !== id));
      }),
    );
  const failed = error ?? hiding.error;
  const total = more ? Math.max(count, items.length) : items.length;
  return (
    <Card title={total > 0 ? `${proposalText.comments} ${total}` : proposalText.comments}>
      {ready && items.length === 0 && <View className="sub">{proposalText.commentsNone}</View>}
      <View {...aria({ role: 'list', label: proposalText.comments })}>
        {items.map((comment) => (
          <CommentLine key={comment.id} comment={comment} now={now} onTakeBack={(id) => void takeBack(id)} />
        ))}
      </View>
      {failed && (
        <Notice
          tone="bad"
          alert
          action={
            error && (
              <Btn size="sm" kind="plain" onTap={more ? loadMore : reload}>
                {commonText.retry}
              </Btn>
            )
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
        proposalId={proposalId}
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
  const { official, unitName, by, at, words, mine, hidden, id } = comment;
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
            {official && <Official text={proposalText.seal} />}
            <Text className="strong">{name}</Text>
          </View>
          <Text className="cap">{whenText(at, now)}</Text>
        </View>
        <View className="comments__words">{hidden && !mine ? proposalText.commentHidden : words}</View>
        {mine && hidden && <Tag text={proposalText.commentHeld} icon="act-hide" />}
        {mine && (
          <View>
            <Tap className="link" onTap={() => onTakeBack(id)}>
              <Text>{proposalText.commentTakeBack}</Text>
            </Tap>
          </View>
        )}
      </View>
    </View>
  );
}
