import { disputes } from '@jierong/shared/endpoints/review';
import { limits } from '@jierong/shared/limits';
import type { Photo } from '@jierong/shared/media';
import type { DisputeItem } from '@jierong/shared/review';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Heading } from '@/components/heading';
import { Tag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Water } from '@/components/water';
import { BigPhotos } from '@/features/staff/bigPhotos';
import { useDecision } from '@/features/staff/useDecision';
import { request } from '@/services/request';
import { groupIcons, groupLabels } from '@/text/categories';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { disputeText } from '@/text/reviewing';
import { shortWhen } from '@/text/staff';
import { untilClock } from '@/text/untilClock';
import './disputes.scss';

interface Props {
  item: DisputeItem;
  now: number;
  reload: () => Promise<void>;
  onDecided: () => void;
}

/** One dispute: before, after and what the disputer shows side by side; then the decision. */
export function DisputePanel(props: Props) {
  const { item, now } = props;
  const clock = untilClock(item.at, item.decideBy, now);
  const facts: [string, string | undefined][] = [
    [disputeText.place, item.place.address],
    [disputeText.unit, item.unitName],
    [disputeText.case, item.caseNumber],
  ];
  return (
    <View className="dispute">
      <View className="staff__phead">
        <View className="grow">
          <View className="row wrap">
            <Tag text={disputeText.head} icon="act-appeal" />
            <Tag text={groupLabels[item.group]} icon={groupIcons[item.group]} />
            <Text className="cap">{disputeText.saidAt(disputeText.by[item.by], shortWhen(item.at, now))}</Text>
          </View>
          <Heading className="h2 mt1">{item.title}</Heading>
        </View>
      </View>
      <Card label={disputeText.evidence}>
        <View className="dispute__photos">
          <Side name={disputeText.before} title={item.title} photos={item.before} />
          <Side name={disputeText.after} title={item.title} photos={item.after} />
          <Side name={disputeText.evidence} title={item.title} photos={item.evidence} />
        </View>
      </Card>
      <View className="staff__body">
        <View className="staff__col">
          <Card title={disputeText.by[item.by]}>
            <View className="staff__said">{item.reason}</View>
            <View className="dispute__facts">
              {facts.map(
                ([name, value]) =>
                  value && (
                    <View key={name} className="row row--top">
                      <Text className="facts__name dispute__name">{name}</Text>
                      <Text className="grow">{value}</Text>
                    </View>
                  ),
              )}
            </View>
          </Card>
          <Water
            status={clock.status}
            share={clock.share}
            limit={disputeText.limit}
            until={clock.until}
            text={clock.text}
          />
          <Text className="cap">{disputeText.overdue}</Text>
        </View>
        <View className="staff__col staff__col--side">
          <DisputeBox {...props} />
        </View>
      </View>
    </View>
  );
}

function Side({ name, title, photos }: { name: string; title: string; photos: readonly Photo[] }) {
  return (
    <View className="dispute__side">
      <Text className="strong">{name}</Text>
      {photos.length > 0 ? (
        <BigPhotos title={title} photos={photos} plain />
      ) : (
        <View className="dispute__none cap">{disputeText.noPhoto}</View>
      )}
    </View>
  );
}

/** The decision, by somebody who has no part in it. */
function DisputeBox({ item, reload, onDecided }: Props) {
  const { busy, error, decide } = useDecision(reload);
  const [reason, setReason] = useState('');
  const missing = reason.trim().length < 2;
  const named = (decision: string) => (missing ? disputeText.missing(decision) : decision);
  const send = async (uphold: boolean) => {
    const input = { id: item.reportId, version: item.version, uphold, reason: reason.trim() };
    if (await decide(() => request(disputes.decide, input))) onDecided();
  };
  if (item.conflict) {
    return (
      <Card title={disputeText.decide}>
        <Notice tone="soon" icon="ui-shield">
          <View className="strong">{disputeText.conflict}</View>
          <Text>{disputeText.conflictNote}</Text>
        </Notice>
      </Card>
    );
  }
  return (
    <Card className="next" title={disputeText.decide}>
      <View className="staff__decide">
        {error && (
          <Notice tone="bad" alert>
            {error.code === 'conflictOfInterest' ? disputeText.conflictNote : errorSentence(error)}
          </Notice>
        )}
        <Field label={disputeText.reason} multiline max={limits.reason} value={reason} onInput={setReason} />
        <Btn
          wide
          icon="state-reopened"
          busy={busy}
          busyLabel={commonText.sending}
          disabled={missing}
          onTap={() => void send(true)}
        >
          {named(disputeText.uphold)}
        </Btn>
        <View className="cap">{disputeText.upholdNote}</View>
        <Btn wide kind="brick" disabled={busy || missing} onTap={() => void send(false)}>
          {named(disputeText.reject)}
        </Btn>
        <View className="cap">{disputeText.rejectNote}</View>
      </View>
    </Card>
  );
}
