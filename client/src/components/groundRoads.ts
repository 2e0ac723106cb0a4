import L from 'leaflet';
import type { ReportMapProps } from './reportMap';

type Road = NonNullable<ReportMapProps['ground']>['roads'][number];

interface DrawnRoad {
  name: string;
  edge: L.Polyline;
  face: L.Polyline;
}

const NAMES = 'roadNames';
/** Below this zoom names would lie on each other. */
const NAMED_FROM = 14;
/** The places that a name and a pin take, in pixels. */
const NAME = { width: 60, height: 22 };
const PIN = 44;
/** How far apart places for a name are tried, in pixels. */
const STEP = 12;

/** Width of a road in pixels. */
const widthAt = (zoom: number): number => Math.min(18, Math.max(3, 8 + (zoom - 15) * 3));

/** Roads with their names. A name stands in the middle of the part that is seen, wherever one looks. */
export class GroundRoads {
  private readonly lines = L.layerGroup();
  private readonly names = L.layerGroup();
  private drawn: DrawnRoad[] = [];

  /** @param pins where pins and bubbles stand; names keep clear of them */
  constructor(
    private readonly map: L.Map,
    private readonly pins: () => L.LatLng[],
  ) {
    // Over the roads, under the pins.
    map.createPane(NAMES).style.zIndex = '450';
    this.lines.addTo(map);
    this.names.addTo(map);
    map.on('zoomend', () => this.widen());
    map.on('moveend', () => this.writeNames());
  }

  show(roads: readonly Road[]): void {
    this.lines.clearLayers();
    const lines = roads.map(({ line }) => line.map(([longitude, latitude]): L.LatLngTuple => [latitude, longitude]));
    const edges = lines.map((line) => L.polyline(line, { color: '#D3DCD8', interactive: false }));
    const faces = lines.map((line) => L.polyline(line, { color: '#FFFFFF', interactive: false }));
    // All edges first, so that no edge crosses the face of a road it meets.
    for (const line of [...edges, ...faces]) this.lines.addLayer(line);
    this.drawn = roads.flatMap(({ name }, i) => {
      const edge = edges[i];
      const face = faces[i];
      return edge && face ? [{ name, edge, face }] : [];
    });
    this.widen();
    this.writeNames();
  }

  private widen(): void {
    const width = widthAt(this.map.getZoom());
    for (const { edge, face } of this.drawn) {
      edge.setStyle({ weight: width + 3 });
      face.setStyle({ weight: width });
    }
  }

  writeNames(): void {
    this.names.clearLayers();
    if (this.map.getZoom() < NAMED_FROM) return;
    const taken: L.Point[] = [];
    // In the middle stands the person, or the mark of the place being chosen.
    const pins = [this.map.getCenter(), ...this.pins()].map((at) => this.map.latLngToContainerPoint(at));
    const isFree = (at: L.Point) =>
      !taken.some((p) => Math.abs(p.x - at.x) < NAME.width && Math.abs(p.y - at.y) < NAME.height) &&
      !pins.some(
        (p) => Math.abs(p.x - at.x) < (NAME.width + PIN) / 2 && Math.abs(p.y - at.y) < (NAME.height + PIN) / 2,
      );
    for (const { name, face } of this.drawn) {
      const at = this.middleSeen(face, isFree);
      if (!at) continue;
      taken.push(at);
      const label = L.tooltip({ permanent: true, direction: 'center', className: 'map__road', pane: NAMES })
        .setLatLng(this.map.containerPointToLatLng(at))
        .setContent(name);
      this.names.addLayer(label);
    }
  }

  /** The middle of the longest part of the line that is on screen and free. */
  private middleSeen(line: L.Polyline, isFree: (at: L.Point) => boolean): L.Point | undefined {
    const corners = (line.getLatLngs() as L.LatLng[]).map((corner) => this.map.latLngToContainerPoint(corner));
    const size = this.map.getSize();
    const room = L.bounds([NAME.width / 2, NAME.height / 2], [size.x - NAME.width / 2, size.y - NAME.height / 2]);
    let longest: L.Point[] = [];
    let run: L.Point[] = [];
    for (const point of alongTheLine(corners)) {
      run = room.contains(point) && isFree(point) ? [...run, point] : [];
      if (run.length > longest.length) longest = run;
    }
    return longest[Math.floor(longest.length / 2)];
  }
}

/** Points along a line, `STEP` apart; of a piece far longer than a screen, fewer. */
function alongTheLine(corners: L.Point[]): L.Point[] {
  return corners.slice(1).flatMap((end, i) => {
    const start = corners[i] ?? end;
    const pieces = Math.min(200, Math.max(1, Math.round(end.distanceTo(start) / STEP)));
    return Array.from({ length: pieces }, (_, k) =>
      L.point(start.x + ((end.x - start.x) * k) / pieces, start.y + ((end.y - start.y) * k) / pieces),
    );
  });
}
