import type { CaseInfo } from '@jierong/shared/cases';
import { Text, View } from '@tarojs/components';
import { Card } from '@/components/card';
import { StateChip } from '@/components/stateChip';
import { Tap } from '@/components/tap';
import { caseStageLabels, stageLooks } from '@/text/cases';
import { caseText } from '@/text/desk';
import { distanceText } from '@/text/time';

/** Open cases of the same group close by: they may be the same matter. */
export function NearbyCases({ info, onOpen }: { info: CaseInfo; onOpen: (id: string) => void }) {
  if (info.nearby.length === 0) return null;
  return (
    <Card title={caseText.nearby} action={<Text className="cap">{caseText.nearbyNote}</Text>}>
      {info.nearby.map((near) => (
        <Tap key={near.id} className="case__near" role="link" onTap={() => onOpen(near.id)}>
          <View className="grow">
            <View className="strong ellip">{near.title}</View>
            <View className="cap ellip">
              {caseText.number(near.number)} · {caseText.apart(distanceText(near.distanceMeters))}
            </View>
          </View>
          <StateChip state={stageLooks[near.stage]} label={caseStageLabels[near.stage]} />
        </Tap>
      ))}
    </Card>
  );
}
