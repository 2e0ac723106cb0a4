import type { ReviewItem } from '@jierong/shared/review';
import { Text, View } from '@tarojs/components';
import { Card } from '@/components/card';
import { Due } from '@/components/due';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Tag } from '@/components/marks';
import { StateChip } from '@/components/stateChip';
import { BigPhotos } from '@/features/staff/bigPhotos';
import { groupIcons, groupLabels } from '@/text/categories';
import { reviewText, verdictTexts } from '@/text/reviewing';
import { shortWhen } from '@/text/staff';
import { reasonText, stateLabels } from '@/text/states';
import { untilClock } from '@/text/untilClock';
import { AppealBox } from './appealBox';
import { ReviewBox } from './reviewBox';
import './review.scss';

export interface ReviewProps {
  item: ReviewItem;
  now: number;
  reload: () => Promise<void>;
  onDecided: () => void;
}

/** One report or appeal: the photos large, the words, what the machine said, and the decision. */
export function ReviewPanel(props: ReviewProps) {
  const { item, now } = props;
  const clock = untilClock(item.since, item.dueAt, now);
  const appeal = item.kind === 'appeal';
  return (
    <View className="review">
      <View className="staff__phead">
        <View className="grow">
          <View className="row wrap">
            <StateChip
              state={appeal ? 'refused' : 'inReview'}
              label={appeal ? reviewText.kind.appeal : stateLabels.inReview}
            />
            <Tag text={groupLabels[item.group]} icon={groupIcons[item.group]} />
            <Text className="cap">{reviewText.since(shortWhen(item.since, now))}</Text>
            <Text className="cap">{reviewText.hidden}</Text>
          </View>
          <Heading className="h2 mt1">{item.title}</Heading>
        </View>
        <Due status={clock.status} text={reviewText.due(clock.text)} />
      </View>
      <View className="staff__body">
        <View className="staff__col">
          {item.photos.length > 0 && (
            <Card label={reviewText.photo(1)}>
              <BigPhotos title={item.title} photos={item.photos.map(({ photo }) => photo)} />
            </Card>
          )}
          <Card title={reviewText.said}>
            <View className="staff__said">{item.words || reviewText.noWords}</View>
            <View className="row mt2 cap">
              <Icon name="act-place" size="s" />
              <Text>{item.place.address}</Text>
            </View>
            {item.corrections > 0 && <View className="cap">{reviewText.corrected(item.corrections)}</View>}
          </Card>
          <Checks item={item} />
        </View>
        <View className="staff__col staff__col--side">
          {appeal && (
            <Card title={reviewText.refused}>
              <Text>{reasonText(item.refusedBecause ?? '')}</Text>
            </Card>
          )}
          {appeal ? <AppealBox {...props} /> : <ReviewBox {...props} />}
        </View>
      </View>
    </View>
  );
}

/** What the content check said of the words and of each photo. */
function Checks({ item }: { item: ReviewItem }) {
  const lines = [
    { name: reviewText.words, verdict: item.wordsVerdict, label: item.wordsLabel },
    ...item.photos.map(({ verdict, label }, n) => ({ name: reviewText.photo(n + 1), verdict, label })),
  ];
  return (
    <Card title={reviewText.checks} action={<Text className="cap">{reviewText.checkNote}</Text>}>
      <View className="staff__lines">
        {lines.map(({ name, verdict, label }) => {
          const told = verdictTexts[verdict];
          return (
            <View key={name} className={`staff__line review__check review__check--${told.tone}`}>
              <Icon name={told.icon} />
              <Text className="grow">{name}</Text>
              <Text className="cap">{label && verdict !== 'pass' ? `${told.label}（${label}）` : told.label}</Text>
            </View>
          );
        })}
      </View>
    </Card>
  );
}
