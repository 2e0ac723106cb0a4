import type { UnitResult } from '@jierong/shared/ratings';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Tag } from '@/components/marks';
import { satisfactionLabels } from '@/text/acts';
import { unitText } from '@/text/mine';
import { dayText } from '@/text/time';

/** Shown at first. */
const SHOWN = 5;

/** What people wrote, without who it was. Ratings without words are counted above. */
export function WordsPart({ result, now }: { result: UnitResult; now: number }) {
  const [all, setAll] = useState(false);
  const written = result.words.filter(({ words }) => words.trim() !== '');
  if (written.length === 0) return null;
  return (
    <Card title={unitText.words}>
      <View className="cap">{unitText.wordsNote}</View>
      <View {...aria({ role: 'list', label: unitText.words })}>
        {written.slice(0, all ? undefined : SHOWN).map(({ at, words, satisfaction }) => (
          <View key={`${at}${words}`} className="unit__words" {...aria({ role: 'listitem' })}>
            <View className="row between wrap">
              <Tag text={satisfactionLabels[satisfaction]} />
              <Text className="cap">{dayText(at, now)}</Text>
            </View>
            <View className="mt1">{words}</View>
          </View>
        ))}
      </View>
      {!all && written.length > SHOWN && (
        <Btn wide size="mid" kind="plain" onTap={() => setAll(true)}>
          {unitText.moreWords(written.length - SHOWN)}
        </Btn>
      )}
    </Card>
  );
}
