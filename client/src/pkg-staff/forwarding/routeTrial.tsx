import { type CategoryGroup, categoryGroups } from '@jierong/shared/categories';
import { forwarding } from '@jierong/shared/endpoints/forwarding';
import { places } from '@jierong/shared/endpoints/places';
import { View } from '@tarojs/components';
import { Empty } from '@/components/empty';
import { Heading } from '@/components/heading';
import { Notice } from '@/components/notice';
import { type MapPin, type MapPoint, ReportMap } from '@/components/reportMap';
import { Choose } from '@/features/staff/choose';
import { useRequest } from '@/services/useRequest';
import { groupLabels } from '@/text/categories';
import { errorSentence } from '@/text/errors';
import { routingText } from '@/text/routing';
import { RouteAnswer } from './routeAnswer';

/** What is tried: a category, and a point once one was tapped. */
export interface TriedIssue {
  group?: CategoryGroup;
  point?: MapPoint;
}

/** The fields of a dry run: what, and where on the map. */
export function RouteTrialForm({ tried, onChange }: { tried: TriedIssue; onChange: (tried: TriedIssue) => void }) {
  const { data: ground } = useRequest(places.ground, {});
  const { group, point } = tried;
  const pins: MapPin[] = point
    ? [{ ...point, id: 'asked', group: group ?? 'other', kind: 'work', label: routingText.asked, chosen: true }]
    : [];
  return (
    <View className="sending__panel">
      <Heading className="h3">{routingText.title}</Heading>
      <View className="cap">{routingText.note}</View>
      <Choose<CategoryGroup>
        label={routingText.group}
        options={categoryGroups.map((value) => ({ value, label: groupLabels[value] }))}
        value={group}
        onChange={(chosen) => onChange({ ...tried, group: chosen })}
      />
      <View className="field">
        <View className="field__head">
          <View className="field__label">{routingText.place}</View>
        </View>
        <View className="sending__map">
          {ground && (
            <ReportMap
              centre={point ?? ground.centre}
              scale={14}
              pins={pins}
              ground={ground}
              onPoint={(at) => onChange({ ...tried, point: at })}
            />
          )}
        </View>
        <View className="cap mt1">{routingText.placeNote}</View>
      </View>
    </View>
  );
}

/** What the rules of today say of it. */
export function RouteTrialAnswer({ tried: { group, point } }: { tried: TriedIssue }) {
  const asked = group && { group, ...(point ? { longitude: point.longitude, latitude: point.latitude } : {}) };
  const { data, error } = useRequest(forwarding.dryRun, asked ?? null, { keep: true });
  if (!asked) return <Empty title={routingText.first} text={routingText.note} />;
  return (
    <View className="sending__panel">
      {error && <Notice tone="bad">{errorSentence(error)}</Notice>}
      {data && <RouteAnswer trial={data} />}
    </View>
  );
}
