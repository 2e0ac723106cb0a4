import type { CategoryGroup } from '@jierong/shared/categories';
import { Map as NativeMap } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useId } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { type ClusterMarker, gatherMarkers } from './nativeClusters';
import type { PinKind } from './pinKind';

/** Degrees in GCJ-02. */
export interface MapPoint {
  longitude: number;
  latitude: number;
}

export interface MapPin extends MapPoint {
  id: string;
  group: CategoryGroup;
  kind: PinKind;
  /** Heard instead of the picture. */
  label: string;
  chosen?: boolean;
}

export interface MapView extends MapPoint {
  scale: number;
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface ReportMapProps {
  centre: MapPoint;
  /** Zoom, 3 to 20. */
  scale?: number;
  pins: readonly MapPin[];
  /** What a map draws without any tiles: rings of [longitude, latitude]. */
  ground?: {
    boundary: readonly (readonly (readonly [number, number])[])[];
    roads: readonly { id: string; name: string; line: readonly (readonly [number, number])[] }[];
  };
  me?: MapPoint;
  onSelect?: (id: string) => void;
  onPoint?: (point: MapPoint) => void;
  onMove?: (view: MapView) => void;
  className?: string;
}

function toMarker(pin: MapPin, index: number): ClusterMarker {
  return {
    id: index,
    longitude: pin.longitude,
    latitude: pin.latitude,
    iconPath: `/assets/markers/${pin.group}-${pin.kind}.png`,
    width: pin.chosen ? 48 : 36,
    height: pin.chosen ? 58 : 43,
    zIndex: pin.chosen ? 2 : 1,
    joinCluster: !pin.chosen,
    ariaLabel: pin.label,
  };
}

const toPoint = ([longitude, latitude]: readonly [number, number]) => ({ longitude, latitude });

/** Reports on a map; fills its box. WeChat draws the streets itself. */
export function ReportMap(props: ReportMapProps) {
  const { centre, scale = 15, pins, ground, me, onSelect, onPoint, onMove, className = '' } = props;
  const id = `map${useId().replaceAll(':', '')}`;
  useEffect(() => gatherMarkers(id), [id]);
  const moved = () => {
    const map = Taro.createMapContext(id);
    map.getRegion({
      success: ({ southwest, northeast }) => {
        map.getScale({
          success: ({ scale: at }) =>
            onMove?.({
              longitude: (southwest.longitude + northeast.longitude) / 2,
              latitude: (southwest.latitude + northeast.latitude) / 2,
              scale: at,
              west: southwest.longitude,
              south: southwest.latitude,
              east: northeast.longitude,
              north: northeast.latitude,
            }),
        });
      },
    });
  };
  return (
    <NativeMap
      id={id}
      className={`map ${className}`}
      longitude={centre.longitude}
      latitude={centre.latitude}
      scale={scale}
      showLocation={me !== undefined}
      markers={pins.map(toMarker)}
      polyline={ground?.boundary.map((ring) => ({ points: ring.map(toPoint), color: '#0A646999', width: 3 }))}
      onMarkerTap={(event) => {
        const pin = pins[Number(event.detail.markerId)];
        if (pin) onSelect?.(pin.id);
      }}
      onTap={(event) => {
        const { longitude, latitude } = event.detail as Partial<MapPoint>;
        if (longitude !== undefined && latitude !== undefined) onPoint?.({ longitude, latitude });
      }}
      onRegionChange={(event) => {
        if (onMove && event.type === 'end') moved();
      }}
      onError={() => undefined}
      {...aria({ label: partsText.map })}
    />
  );
}
