import { talkReview } from '@jierong/shared/endpoints/review';
import type { TalkReviewItem } from '@jierong/shared/review';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Tag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Tap } from '@/components/tap';
import { openReport } from '@/features/reports/navigate';
import { useDecision } from '@/features/staff/useDecision';
import { useKeys } from '@/features/staff/useKeys';
import { request } from '@/services/request';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { reviewText, talkText } from '@/text/reviewing';
import { shortWhen } from '@/text/staff';
import './review.scss';

interface Props {
  item: TalkReviewItem;
  now: number;
  reload: () => Promise<void>;
  onDecided: () => void;
}

/** One held comment or proposal, and whether the public may read it. */
export function TalkPanel(props: Props) {
  const { item, now } = props;
  return (
    <View className="review">
      <View className="staff__phead">
        <View className="grow">
          <View className="row wrap">
            <Tag text={talkText.kind[item.kind]} icon={item.kind === 'comment' ? 'act-comment' : 'act-vote'} />
            <Text className="cap">{reviewText.since(shortWhen(item.at, now))}</Text>
          </View>
          <Heading className="h2 mt1">{item.title ?? talkText.on(item.reportTitle)}</Heading>
        </View>
      </View>
      <View className="staff__body">
        <View className="staff__col">
          <Card title={reviewText.said}>
            <View className="staff__said">{item.words}</View>
            <Tap className="link" role="link" onTap={() => openReport(item.reportId)}>
              <Text>{talkText.on(item.reportTitle)}</Text>
              <Icon name="ui-right" size="s" />
            </Tap>
          </Card>
          <Notice tone="info">{talkText.held}</Notice>
        </View>
        <View className="staff__col staff__col--side">
          <TalkBox {...props} />
        </View>
      </View>
    </View>
  );
}

function TalkBox({ item, reload, onDecided }: Props) {
  const { busy, error, decide } = useDecision(reload);
  const { id, kind, conflict } = item;
  const send = async (show: boolean) => {
    if (await decide(() => request(talkReview.decide, { kind, id, show }))) onDecided();
  };
  const act = (show: boolean) => (conflict ? undefined : () => void send(show));
  useKeys({ '1': act(true), '2': act(false) });
  if (conflict) {
    return (
      <Card title={reviewText.decide}>
        <Notice tone="soon" icon="ui-shield">
          <View className="strong">{talkText.conflict}</View>
          <Text>{talkText.conflictNote}</Text>
        </Notice>
      </Card>
    );
  }
  return (
    <Card className="next" title={reviewText.decide} action={<Text className="cap">{reviewText.goesOn}</Text>}>
      <View className="staff__decide">
        {error && (
          <Notice tone="bad" alert>
            {errorSentence(error)}
          </Notice>
        )}
        <Btn wide icon="ui-check" keys="1" busy={busy} busyLabel={commonText.sending} onTap={act(true)}>
          {talkText.show}
        </Btn>
        <View className="cap">{talkText.showNote}</View>
        <Btn wide kind="brick" icon="act-hide" keys="2" disabled={busy} onTap={act(false)}>
          {talkText.hide}
        </Btn>
        <View className="cap">{talkText.hideNote}</View>
      </View>
    </Card>
  );
}
