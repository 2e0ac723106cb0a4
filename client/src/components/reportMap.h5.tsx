import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import type { GroundMap } from './groundMap';
import type { ReportMapProps } from './reportMap';

/** On h5 a drawn ground: the district and its roads, no tiles and nothing from other hosts. Leaflet comes when needed. */
export function ReportMap(props: ReportMapProps) {
  const { centre, scale = 15, pins, ground, me, className = '' } = props;
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [map, setMap] = useState<GroundMap>();

  useEffect(() => {
    let gone = false;
    let made: GroundMap | undefined;
    void import('./groundMap').then(({ GroundMap }) => {
      if (gone || !box.current) return;
      made = new GroundMap(box.current, latest.current.centre, latest.current.scale ?? 15, {
        select: (id) => latest.current.onSelect?.(id),
        point: (point) => latest.current.onPoint?.(point),
        move: (view) => latest.current.onMove?.(view),
      });
      setMap(made);
    });
    return () => {
      gone = true;
      made?.remove();
    };
  }, []);

  const { longitude, latitude } = centre;
  useEffect(() => map?.look({ longitude, latitude }, scale), [map, longitude, latitude, scale]);
  useEffect(() => map?.showGround(ground), [map, ground]);
  useEffect(() => map?.showPins(pins), [map, pins]);
  useEffect(() => map?.showMe(me), [map, me]);

  return (
    <View className={`map ${className}`} {...aria({ role: 'region', label: partsText.map })}>
      <div ref={box} className="map__box" />
    </View>
  );
}
