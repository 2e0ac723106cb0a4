import Supercluster from 'supercluster';
import type { MapPin, MapPoint } from './reportMap';

/** Several pins that would lie on each other. */
export interface PinCluster extends MapPoint {
  count: number;
  /** The zoom at which it falls apart. */
  apart: number;
}

/** Pins nearer than this, in pixels, become one: two targets of 44 px then stay clear of each other. */
const NEAR = 68;
const DEEPEST = 18;

/** Gathers pins that lie close together; the chosen one always stands alone. */
export class PinClusters {
  private readonly index = new Supercluster<{ pin: MapPin }>({ radius: NEAR, extent: 256, maxZoom: DEEPEST });
  private readonly chosen: MapPin[];

  constructor(pins: readonly MapPin[]) {
    this.chosen = pins.filter((pin) => pin.chosen);
    this.index.load(
      pins
        .filter((pin) => !pin.chosen)
        .map((pin) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [pin.longitude, pin.latitude] },
          properties: { pin },
        })),
    );
  }

  /** What a map shows at this zoom, anywhere: single pins, and clusters of at least two. */
  at(zoom: number): { pins: MapPin[]; clusters: PinCluster[] } {
    const pins = [...this.chosen];
    const clusters: PinCluster[] = [];
    for (const { geometry, properties } of this.index.getClusters([-180, -85, 180, 85], Math.round(zoom))) {
      if ('pin' in properties) pins.push(properties.pin);
      else {
        const [longitude = 0, latitude = 0] = geometry.coordinates;
        const apart = this.index.getClusterExpansionZoom(properties.cluster_id);
        clusters.push({ longitude, latitude, count: properties.point_count, apart });
      }
    }
    return { pins, clusters };
  }
}
