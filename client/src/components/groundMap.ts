import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { partsText } from '@/text/parts';
import { GroundPins } from './groundPins';
import { GroundRoads } from './groundRoads';
import type { MapPin, MapPoint, MapView, ReportMapProps } from './reportMap';

interface Listeners {
  select: (id: string) => void;
  point: (point: MapPoint) => void;
  move: (view: MapView) => void;
}

const toLatLng = ([longitude, latitude]: readonly [number, number]): L.LatLngTuple => [latitude, longitude];

/** A Leaflet map over a ground drawn from our own outlines. Only h5 loads it. */
export class GroundMap {
  private readonly map: L.Map;
  private readonly ground = L.layerGroup();
  private readonly pins: GroundPins;
  private readonly roads: GroundRoads;
  private readonly me = L.layerGroup();

  constructor(box: HTMLElement, centre: MapPoint, scale: number, listeners: Listeners) {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.map = L.map(box, {
      center: [centre.latitude, centre.longitude],
      zoom: scale,
      minZoom: 9,
      maxZoom: 19,
      zoomControl: false,
      attributionControl: false,
      zoomAnimation: !still,
      fadeAnimation: !still,
    });
    this.ground.addTo(this.map);
    this.me.addTo(this.map);
    L.control
      .zoom({ position: 'bottomleft', zoomInTitle: partsText.zoomIn, zoomOutTitle: partsText.zoomOut })
      .addTo(this.map);
    this.pins = new GroundPins(this.map, listeners.select);
    this.roads = new GroundRoads(this.map, () => this.pins.places());
    this.map.on('click', ({ latlng }) => listeners.point({ longitude: latlng.lng, latitude: latlng.lat }));
    this.map.on('moveend', () => listeners.move(this.view()));
  }

  private view(): MapView {
    const { lng, lat } = this.map.getCenter();
    const bounds = this.map.getBounds();
    return {
      longitude: lng,
      latitude: lat,
      scale: this.map.getZoom(),
      west: bounds.getWest(),
      south: bounds.getSouth(),
      east: bounds.getEast(),
      north: bounds.getNorth(),
    };
  }

  /** Moves there, unless it already looks there. */
  look(centre: MapPoint, scale: number): void {
    this.map.invalidateSize();
    const { lng, lat } = this.map.getCenter();
    const there = Math.abs(lng - centre.longitude) < 1e-6 && Math.abs(lat - centre.latitude) < 1e-6;
    if (!there || this.map.getZoom() !== scale) this.map.setView([centre.latitude, centre.longitude], scale);
  }

  showGround(ground: ReportMapProps['ground']): void {
    this.ground.clearLayers();
    for (const ring of ground?.boundary ?? []) {
      this.ground.addLayer(
        L.polygon(ring.map(toLatLng), {
          color: '#8FC5C1',
          weight: 2,
          dashArray: '6 4',
          fillColor: '#F1F5F3',
          fillOpacity: 1,
          interactive: false,
        }),
      );
    }
    this.roads.show(ground?.roads ?? []); // after the ground, so that they lie over it
  }

  showPins(pins: readonly MapPin[]): void {
    this.pins.show(pins);
    this.roads.writeNames();
  }

  showMe(me: MapPoint | undefined): void {
    this.me.clearLayers();
    if (!me) return;
    this.me.addLayer(
      L.marker([me.latitude, me.longitude], {
        icon: L.divIcon({ className: 'map__me', iconSize: [18, 18] }),
        alt: partsText.me,
        interactive: false,
        keyboard: false,
      }),
    );
  }

  remove(): void {
    this.map.remove();
  }
}
