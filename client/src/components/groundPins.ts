import L from 'leaflet';
import { partsText } from '@/text/parts';
import { type PinCluster, PinClusters } from './pinClusters';
import type { MapPin } from './reportMap';

const PIN = { width: 36, height: 43 };
const CHOSEN = { width: 48, height: 58 };
const BUBBLE = 44;

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
    return this.layer.getLayers().flatMap((layer) => (layer instanceof L.Marker ? [layer.getLatLng()] : []));
  }

  private draw(): void {
    this.layer.clearLayers();
    const { pins, clusters } = this.clusters.at(this.map.getZoom());
    for (const pin of pins) this.drawPin(pin);
    for (const cluster of clusters) this.drawCluster(cluster);
  }

  private drawPin(pin: MapPin): void {
    const marker = L.marker([pin.latitude, pin.longitude], {
      icon: pinIcon(pin),
      alt: pin.label,
      title: pin.label,
      keyboard: true,
      zIndexOffset: pin.chosen ? 1000 : 0,
    });
    marker.on('click', () => this.select(pin.id));
    this.layer.addLayer(marker);
  }

  private drawCluster({ latitude, longitude, count, apart }: PinCluster): void {
    const marker = L.marker([latitude, longitude], {
      icon: L.divIcon({ className: 'map__cluster', html: String(count), iconSize: [BUBBLE, BUBBLE] }),
      keyboard: true,
    });
    marker.on('click', () => this.map.setView([latitude, longitude], Math.min(apart, this.map.getMaxZoom())));
    this.layer.addLayer(marker);
    marker.getElement()?.setAttribute('aria-label', partsText.cluster(count));
  }
}
