import { places } from '@jierong/shared/endpoints/places';
import { reports } from '@jierong/shared/endpoints/reports';
import type { Ground } from '@jierong/shared/places';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { pinKind } from '@/components/pinKind';
import { type MapView, ReportMap } from '@/components/reportMap';
import { ReportLine } from '@/features/reports/reportLine';
import { useRequest } from '@/services/useRequest';
import { stateLabels } from '@/text/states';
import { streetText } from '@/text/street';
import type { Street } from './useStreet';

type Box = Pick<MapView, 'west' | 'south' | 'east' | 'north'>;

interface Props {
  query: Street['query'];
  here: Street['here'];
  now: number;
  chosen?: string;
  onChoose: (id: string | undefined) => void;
}

/** The map of the street. Pins follow the part of the map that is seen; it begins with the whole district. */
export function StreetMap({ query, here, now, chosen, onChoose }: Props) {
  const ground = useRequest(places.ground, {}).data;
  const [seen, setSeen] = useState<Box>();
  const { text: _, ...filters } = query;
  const box = seen ?? (ground && boxOf(ground));
  const { data } = useRequest(reports.map, box ? { ...filters, ...outward(box) } : null, { keep: true });
  const centre = here ?? ground?.centre;
  if (!centre) return <View className="street__ground" />;
  return (
    <View className="street__ground">
      <ReportMap
        centre={{ longitude: centre.longitude, latitude: centre.latitude }}
        scale={15}
        me={here}
        ground={ground}
        pins={(data?.pins ?? []).map((pin) => ({
          id: pin.id,
          longitude: pin.longitude,
          latitude: pin.latitude,
          group: pin.group,
          kind: pinKind(pin.state, pin.over),
          label: streetText.pin(pin.title, stateLabels[pin.state], pin.over),
          chosen: pin.id === chosen,
        }))}
        onSelect={onChoose}
        onPoint={() => onChoose(undefined)}
        onMove={setSeen}
      />
      {data?.more && (
        <View className="street__more">
          <Text className="cap">{streetText.morePins}</Text>
        </View>
      )}
      {chosen && <ChosenReport id={chosen} now={now} />}
    </View>
  );
}

/** The report of the pin that was tapped, over the map. */
function ChosenReport({ id, now }: { id: string; now: number }) {
  const { data, error } = useRequest(reports.info, { id }, { keep: true });
  if (error || !data) return null;
  return (
    <View className="street__chosen">
      <ReportLine report={data} now={now} />
    </View>
  );
}

/** Rounded outwards, so that a small move asks for nothing new. Steps of about 500 m. */
function outward({ west, south, east, north }: Box): Box {
  const down = (n: number) => Math.floor(n * 200) / 200;
  const up = (n: number) => Math.ceil(n * 200) / 200;
  return { west: down(west), south: down(south), east: up(east), north: up(north) };
}

function boxOf(ground: Ground): Box {
  const points = ground.boundary.flat();
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  return {
    west: Math.min(...longitudes),
    south: Math.min(...latitudes),
    east: Math.max(...longitudes),
    north: Math.max(...latitudes),
  };
}
