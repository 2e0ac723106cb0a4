import { satisfaction, type UnitResult } from '@jierong/shared/ratings';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { Tag } from '@/components/marks';
import { Turnout } from '@/components/poll';
import { Stars } from '@/components/stars';
import { satisfactionLabels } from '@/text/acts';
import { unitText } from '@/text/mine';

const stars = ['speed', 'quality', 'manner'] as const;

/** Satisfaction and stars, with how many were asked and how many answered; few answers are called few. */
export function RatingsPart({ result }: { result: UnitResult }) {
  const { asked, answered, fewAnswers } = result;
  return (
    <Card title={unitText.ratings} action={fewAnswers && answered > 0 && <Tag text={unitText.few} />}>
      {asked > 0 && <Turnout share={answered / asked} text={unitText.asked(asked, answered)} />}
      {answered === 0 ? (
        <View className="sub mt2">{unitText.noAnswers}</View>
      ) : (
        <>
          {fewAnswers && <View className="cap mt2">{unitText.fewNote}</View>}
          <View className="rule" />
          {satisfaction.options.map((feeling) => (
            <Share
              key={feeling}
              name={satisfactionLabels[feeling]}
              count={result[feeling]}
              share={result[feeling] / answered}
            />
          ))}
          <View className="rule" />
          {stars.map((star) => {
            const value = result[star];
            return (
              value !== undefined && (
                <View key={star} className="row between unit__star">
                  <Text className="sub">{unitText[star]}</Text>
                  <Stars value={value} words={unitText.score(value)} />
                </View>
              )
            );
          })}
        </>
      )}
    </Card>
  );
}

function Share({ name, count, share }: { name: string; count: number; share: number }) {
  return (
    <View className="row unit__share">
      <Text className="sub unit__feeling">{name}</Text>
      <View className="bar grow" {...aria({ hidden: true })}>
        <View className="bar__done" style={{ '--p': `${Math.round(share * 100)}%` }} />
      </View>
      <Text className="sub unit__count">{unitText.people(count)}</Text>
    </View>
  );
}
