import type { RoutingTrial } from '@jierong/shared/routing';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Icon } from '@/components/icon/icon';
import { Tap } from '@/components/tap';
import { passedOverText, routingText } from '@/text/routing';
import { destinationText } from '@/text/sending';

/** Where a report would go, by which rule, and on demand why by none of the others. */
export function RouteAnswer({ trial }: { trial: RoutingTrial }) {
  const [all, setAll] = useState(false);
  const { lead, copies, unit, rule, others, place } = trial;
  const where = [
    trial.categoryName,
    place.road && routingText.onRoad(place.road),
    place.grid && routingText.inGrid(place.grid),
  ];
  const rows = [
    { name: routingText.goes, value: destinationText(lead) },
    ...(copies.length ? [{ name: routingText.copies, value: copies.map(destinationText).join('、') }] : []),
    { name: routingText.unit, value: unit?.name ?? routingText.noUnit },
    { name: routingText.byRule, value: rule.name },
  ];
  return (
    <View className="sending__route">
      <View className="cap">{where.filter(Boolean).join(' · ')}</View>
      <View>
        {rows.map(({ name, value }) => (
          <View key={name} className="row">
            <Text className="sub sending__key">{name}</Text>
            <Text className="grow strong">{value}</Text>
          </View>
        ))}
      </View>
      {others.length > 0 && (
        <Tap className="link" expanded={all} onTap={() => setAll(!all)}>
          <Text>{all ? routingText.fold : routingText.showOthers(others.length)}</Text>
          <Icon name={all ? 'ui-up' : 'ui-down'} size="s" />
        </Tap>
      )}
      {all && (
        <View {...aria({ role: 'list', label: routingText.others })}>
          {others.map(({ id, name, why }) => (
            <View key={id} className="sending__rule" {...aria({ role: 'listitem' })}>
              <View>{name}</View>
              <View className="cap">{passedOverText[why]}</View>
            </View>
          ))}
        </View>
      )}
    </View>
  );
}
