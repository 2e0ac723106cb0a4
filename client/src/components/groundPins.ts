import L from 'leaflet';
import { partsText } from '@/text/parts';
import { type PinCluster, PinClusters } from './pinClusters';
import type { MapPin } from './reportMap';

const PIN = { width: 36, height: 43 };
const CHOSEN = { width: 48, height: 58 };
const BUBBLE = 44;

/** What floats over the edges of a map: search above, tools at the right, a sheet below. */
const CLEAR = { paddingTopLeft: L.point(32, 132), paddingBottomRight: L.point(84, 48), animate: false };

function pinIcon({ group, kind, chosen }: MapPin): L.Icon {
  const { width, height } = chosen ? CHOSEN : PIN;
  return L.icon({
    iconUrl: `assets/markers/${group}-${kind}.png`,
    iconSize: [width, height],
    iconAnchor: [width / 2, height - 2],
    className: 'map__pin',
  });
}

/** The pins of a Leaflet map; those that would lie on each other are one bubble with their count. */
export class GroundPins {
  private readonly layer = L.layerGroup();
  /** What is drawn, by what it shows: the same again stays as it is, and keeps the focus. */
  private readonly drawn = new Map<string, L.Marker>();
  private clusters = new PinClusters([]);

  constructor(
    private readonly map: L.Map,
    private readonly select: (id: string) => void,
  ) {
    this.layer.addTo(map);
    map.on('zoomend', () => this.draw());
  }

  show(pins: readonly MapPin[]): void {
    this.clusters = new PinClusters(pins);
    this.draw();
  }

  /** Where pins and bubbles stand. */
  places(): L.LatLng[] {
    return [...this.drawn.values()].map((marker) => marker.getLatLng());
  }

  private draw(): void {
    const { pins, clusters } = this.clusters.at(this.map.getZoom());
    const wanted = new Map<string, () => L.Marker>([
      ...pins.map((pin) => [JSON.stringify(pin), () => this.pinMarker(pin)] as const),
      ...clusters.map((cluster) => [JSON.stringify(cluster), () => this.bubble(cluster)] as const),
    ]);
    let focused: L.LatLng | undefined;
    for (const [key, marker] of this.drawn) {
      if (wanted.has(key)) continue;
      if (marker.getElement() === document.activeElement) focused = marker.getLatLng();
      this.layer.removeLayer(marker);
      this.drawn.delete(key);
    }
    for (const [key, make] of wanted) {
      if (!this.drawn.has(key)) this.drawn.set(key, make());
    }
    if (focused) this.nearest(focused)?.getElement()?.focus();
  }

  private pinMarker(pin: MapPin): L.Marker {
    const marker = L.marker([pin.latitude, pin.longitude], {
      keyboard: true,
      autoPanOnFocus: false,
      icon: pinIcon(pin),
      alt: pin.label,
      title: pin.label,
      zIndexOffset: pin.chosen ? 1000 : 0,
    });
    marker.on('click', () => this.select(pin.id));
    return this.place(marker);
  }

  private bubble({ latitude, longitude, count, apart }: PinCluster): L.Marker {
    const marker = L.marker([latitude, longitude], {
      keyboard: true,
      autoPanOnFocus: false,
      icon: L.divIcon({ className: 'map__cluster', html: String(count), iconSize: [BUBBLE, BUBBLE] }),
    });
    marker.on('click', () => this.map.setView([latitude, longitude], Math.min(apart, this.map.getMaxZoom())));
    this.place(marker).getElement()?.setAttribute('aria-label', partsText.cluster(count));
    return marker;
  }

  /** Puts it on the map. Whoever walks with a keyboard has it brought clear of what floats over the map. */
  private place(marker: L.Marker): L.Marker {
    marker.addTo(this.layer);
    const element = marker.getElement();
    element?.addEventListener('focus', () => {
      if (element.matches(':focus-visible')) this.map.panInside(marker.getLatLng(), CLEAR);
    });
    return marker;
  }

  /** The marker that stands nearest to where one stood. */
  private nearest(to: L.LatLng): L.Marker | undefined {
    let best: L.Marker | undefined;
    for (const marker of this.drawn.values()) {
      if (!best || to.distanceTo(marker.getLatLng()) < to.distanceTo(best.getLatLng())) best = marker;
    }
    return best;
  }
}
