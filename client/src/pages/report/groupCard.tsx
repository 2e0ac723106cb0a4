import { type CategoryGroup, categoryGroups } from '@jierong/shared/categories';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { Picks } from '@/components/pick';
import { Tap } from '@/components/tap';
import type { Draft } from '@/features/draft/draft';
import { usePreferences } from '@/services/preferences';
import { groupIcons, groupLabels } from '@/text/categories';
import { reportText } from '@/text/report';

/** What is reported most; in large type the others are unfolded. */
const common: readonly CategoryGroup[] = ['occupation', 'clutter', 'parking', 'waste', 'road'];

interface Props {
  group?: CategoryGroup;
  code?: Draft['code'];
  onChange: (group: CategoryGroup) => void;
}

/** What it is: a dozen plain groups, and the 403 official categories behind a search. */
export function GroupCard({ group, code, onChange }: Props) {
  const elder = usePreferences((s) => s.elder);
  const [unfolded, setUnfolded] = useState(false);
  const all = !elder || unfolded;
  const shown = all ? categoryGroups : categoryGroups.filter((one) => common.includes(one) || one === group);
  return (
    <Card
      className="report__groups"
      title={reportText.groupTitle}
      action={
        <Tap className="link" onTap={() => void Taro.navigateTo({ url: '/pkg-report/category/index' })}>
          <Text>{reportText.groupSearch}</Text>
          <Icon name="ui-right" size="s" />
        </Tap>
      }
    >
      <Picks
        label={reportText.groupTitle}
        options={shown.map((value) => ({ value, label: groupLabels[value], icon: groupIcons[value] }))}
        value={group ? [group] : []}
        onChange={([chosen]) => chosen && onChange(chosen)}
      />
      {!all && (
        <Tap className="link" expanded={false} onTap={() => setUnfolded(true)}>
          <Text>{reportText.groupMore}</Text>
          <Icon name="ui-down" size="s" />
        </Tap>
      )}
      <View className="cap mt2">{code ? reportText.groupCode(code.name, code.code) : reportText.groupNote}</View>
    </Card>
  );
}
