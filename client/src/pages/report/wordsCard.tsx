import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Icon } from '@/components/icon/icon';
import { Toggle } from '@/components/toggle';
import { reportText } from '@/text/report';

interface Props {
  words: string;
  anonymous: boolean;
  onWords: (words: string) => void;
  onAnonymous: (anonymous: boolean) => void;
}

/** A few words, if anybody likes, and under which name. */
export function WordsCard({ words, anonymous, onWords, onAnonymous }: Props) {
  return (
    <>
      <Card
        className="report__words"
        title={reportText.wordsTitle}
        action={<Text className="cap">{reportText.wordsNote}</Text>}
      >
        <Field
          label={reportText.words}
          hideLabel
          multiline
          max={limits.words}
          value={words}
          placeholder={reportText.wordsExample}
          onInput={onWords}
        />
      </Card>
      <Card>
        <View className="row report__anonymous">
          <Icon name="ui-user" className="cell__icon" />
          <View className="grow">
            <View>{reportText.anonymous}</View>
            <View className="cap">{reportText.anonymousNote}</View>
          </View>
          <Toggle label={reportText.anonymous} checked={anonymous} onChange={onAnonymous} />
        </View>
      </Card>
    </>
  );
}
