import type { CategoryGroup } from '@jierong/shared/categories';
import { places } from '@jierong/shared/endpoints/places';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { ReportMap } from '@/components/reportMap';
import type { ChosenPlace } from '@/features/places/chosenPlace';
import { pickPlace } from '@/features/places/placeChoice';
import { useRequest } from '@/services/useRequest';
import { reportText } from '@/text/report';

interface Props {
  place: ChosenPlace;
  district?: string;
  group?: CategoryGroup;
}

/** Why this place cannot be taken, with the boundary on the map. Nothing that was written is lost. */
export function OutsidePlace({ place, district, group = 'other' }: Props) {
  const ground = useRequest(places.ground, {}).data;
  const { point, outside } = place;
  if (!point || !outside) return null;
  const { nearest, distanceMeters } = outside;
  const scale = distanceMeters < 1500 ? 14 : distanceMeters < 6000 ? 12 : 10;
  return (
    <View>
      <Notice tone="soon" icon="act-place">
        <Text className="strong">
          {district ? `${reportText.outsideTitle(district)}。` : `${reportText.outsideHere}。`}
        </Text>
        <Text>{reportText.outside(distanceMeters)}</Text>
      </Notice>
      <View className="report__outside">
        <ReportMap
          centre={nearest}
          scale={scale}
          ground={ground}
          pins={[{ ...point, id: 'here', group, kind: 'over', label: reportText.outsideHere }]}
        />
      </View>
      <Btn wide kind="soft" icon="ui-map" onTap={() => pickPlace({ ...place, point: nearest, address: '' })}>
        {reportText.placeChange}
      </Btn>
    </View>
  );
}
