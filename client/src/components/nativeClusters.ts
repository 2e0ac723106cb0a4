import type { MapProps } from '@tarojs/components';
import Taro, { type MapContext } from '@tarojs/taro';
import { partsText } from '@/text/parts';
import type { MapPoint } from './reportMap';

/** What WeChat knows of a marker beyond Taro's types. */
export type ClusterMarker = MapProps.marker & { joinCluster?: boolean; clusterId?: number };

const SIZE = 44;

/** The bubble of a cluster, as the mini-program draws it: a label with the count and no picture. */
function bubble({ clusterId, center, markerIds }: MapContext.ClusterInfo): ClusterMarker {
  const { latitude, longitude } = center as unknown as MapPoint; // WeChat's words; Taro's types say lat and lng
  const label = {
    content: String(markerIds.length),
    color: '#FFFFFF',
    fontSize: 16,
    width: SIZE,
    height: SIZE,
    bgColor: '#084E53',
    borderWidth: 3,
    borderColor: '#FFFFFF',
    borderRadius: SIZE / 2,
    textAlign: 'center' as const,
    padding: 0,
    anchorX: 0,
    anchorY: -SIZE / 2,
  };
  const ariaLabel = partsText.cluster(markerIds.length);
  return { id: clusterId, clusterId, latitude, longitude, iconPath: '', width: 0, height: 0, label, ariaLabel };
}

/** Lets the map with this id gather markers that have `joinCluster`; a tap on a bubble takes it apart. */
export function gatherMarkers(id: string): void {
  const map = Taro.createMapContext(id);
  map.initMarkerCluster({ enableDefaultStyle: false, zoomOnClick: true, gridSize: 64 });
  map.on('markerClusterCreate', (told) => {
    if ('clusters' in told) map.addMarkers({ markers: told.clusters.map(bubble), clear: false });
  });
}
