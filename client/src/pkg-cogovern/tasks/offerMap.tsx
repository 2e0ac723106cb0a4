import { places } from '@jierong/shared/endpoints/places';
import type { ReportCard } from '@jierong/shared/reports';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Notice } from '@/components/notice';
import { type MapPoint, ReportMap } from '@/components/reportMap';
import { OfferCard } from '@/features/claims/offerCard';
import { useRequest } from '@/services/useRequest';
import { cogovernText } from '@/text/cogovern';

/** The offers on a map; the one that was tapped stands below it. */
export function OfferMap({ offers, now }: { offers: ReportCard[]; now: number }) {
  const ground = useRequest(places.ground, {}).data;
  const [chosen, setChosen] = useState<string>();
  const located = offers.flatMap((offer) => (offer.place.point ? [{ offer, point: offer.place.point }] : []));
  if (located.length === 0) return <Notice>{cogovernText.noPoint}</Notice>;
  const shown = offers.find(({ id }) => id === chosen);
  return (
    <>
      <View className="tasks__map">
        <ReportMap
          centre={middle(located.map(({ point }) => point))}
          scale={14}
          ground={ground}
          pins={located.map(({ offer, point }) => ({
            id: offer.id,
            longitude: point.longitude,
            latitude: point.latitude,
            group: offer.group,
            kind: 'people',
            label: `${offer.title}，${offer.place.address}`,
            chosen: offer.id === chosen,
          }))}
          onSelect={setChosen}
          onPoint={() => setChosen(undefined)}
        />
      </View>
      {shown ? <OfferCard report={shown} now={now} /> : <View className="cap">{cogovernText.onMap}</View>}
    </>
  );
}

/** Wide enough around the middle, every offer of a town is seen. */
function middle(points: readonly MapPoint[]): MapPoint {
  const mean = (of: (point: MapPoint) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  return { longitude: mean((p) => p.longitude), latitude: mean((p) => p.latitude) };
}
