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
          centre={{
            longitude: (point.longitude + nearest.longitude) / 2,
            latitude: (point.latitude + nearest.latitude) / 2,
          }}
          scale={scaleFor(distanceMeters)}
          ground={ground}
          pins={[{ ...point, id: 'here', group, kind: 'wait', label: reportText.outsideHere }]}
        />
      </View>
      <Btn wide kind="soft" icon="ui-map" onTap={() => pickPlace({ point: nearest, address: '', source: 'map' })}>
        {reportText.placeChange}
      </Btn>
    </View>
  );
}

/** Metres of a pixel at zoom 0 here, in the latitude of the district. */
const METERS_PER_PIXEL = 134_500;
/** The way to the edge takes at most so much of the picture. */
const WAY_PIXELS = 130;

/** The zoom that shows both the place and the nearest edge. */
const scaleFor = (meters: number): number =>
  Math.min(15, Math.max(9, Math.floor(Math.log2((METERS_PER_PIXEL * WAY_PIXELS) / Math.max(meters, 1)))));
