import { s2 } from 's2js';
import type { Geometry, Part } from './geometry';
import { edgesOfRing } from './rings';
import { angleBetween, angleToArc, arcsMeet, crossingOf, halfway, isOnArc, type Vector } from './sphere';

type Polygon = Extract<Part, { kind: 'polygon' }>;
type Arc = [s2.Point, s2.Point];

function arcsOf(places: readonly s2.Point[]): Arc[] {
  return places.slice(1).map((place, i) => [places[i]!, place]);
}

/** As in MongoDB, a place on the edge (its smallest cell meets the polygon) is inside. */
function holdsPlace({ polygon }: Polygon, place: s2.Point): boolean {
  return polygon.containsPoint(place) || polygon.intersectsCell(s2.Cell.fromPoint(place));
}

/** Whether an arc stays in the polygon: cut at every contact with its edges, no piece may have its middle outside. */
function holdsArc(polygon: Polygon, [a, b]: Arc): boolean {
  const cuts: Vector[] = [a, b];
  for (const [c, d] of polygon.rings.flatMap(edgesOfRing)) {
    const crossing = crossingOf(a, b, c, d);
    if (crossing) cuts.push(crossing);
    if (isOnArc(c, a, b)) cuts.push(c);
  }
  cuts.sort((p, q) => angleBetween(a, p) - angleBetween(a, q));
  return cuts.every((cut, i) => i === 0 || holdsPlace(polygon, halfway(cuts[i - 1]!, cut)));
}

function polygonHolds(polygon: Polygon, part: Part): boolean {
  switch (part.kind) {
    case 'point':
      return holdsPlace(polygon, part.place);
    case 'line':
      return (
        part.places.every((place) => holdsPlace(polygon, place)) &&
        arcsOf(part.places).every((arc) => holdsArc(polygon, arc))
      );
    case 'polygon':
      return polygon.polygon.contains(part.polygon);
  }
}

function verticesOf(part: Part): readonly s2.Point[] {
  if (part.kind === 'point') return [part.place];
  return part.kind === 'line' ? part.places : part.rings.flat();
}

/** Whether all of a geometry is in one or another of the region's polygons. */
export function isWithin({ parts }: Geometry, region: Geometry): boolean {
  const polygons = region.parts.filter((part) => part.kind === 'polygon');
  return parts.every((part) => polygons.some((polygon) => polygonHolds(polygon, part)));
}

/** Whether all of a geometry is no further than `angle` from the centre. */
export function isWithinCap({ parts }: Geometry, centre: s2.Point, angle: number): boolean {
  return parts.every((part) => verticesOf(part).every((place) => angleBetween(centre, place) <= angle));
}

function edgesOf(part: Part): Arc[] {
  if (part.kind === 'point') return [];
  return part.kind === 'line' ? arcsOf(part.places) : part.rings.flatMap(edgesOfRing);
}

function edgesMeet(one: Part, other: Part): boolean {
  const others = edgesOf(other);
  return edgesOf(one).some(([a, b]) => others.some(([c, d]) => arcsMeet(a, b, c, d)));
}

function placeMeets(place: s2.Point, part: Part): boolean {
  const cell = s2.Cell.fromPoint(place);
  switch (part.kind) {
    case 'point':
      return s2.cellid.fromPoint(part.place) === cell.id;
    case 'line':
      return new s2.Polyline(part.places).intersectsCell(cell);
    case 'polygon':
      return holdsPlace(part, place);
  }
}

function partsMeet(one: Part, other: Part): boolean {
  if (one.kind === 'point') return placeMeets(one.place, other);
  if (other.kind === 'point') return placeMeets(other.place, one);
  if (edgesMeet(one, other)) return true;
  // no edges meet: one lies in the other, or they are apart
  if (other.kind === 'polygon' && holdsPlace(other, verticesOf(one)[0]!)) return true;
  return one.kind === 'polygon' && holdsPlace(one, verticesOf(other)[0]!);
}

/** Whether two geometries have a place in common. */
export function intersects(one: Geometry, other: Geometry): boolean {
  return one.parts.some((part) => other.parts.some((another) => partsMeet(part, another)));
}

function angleToPart(place: s2.Point, part: Part): number {
  if (part.kind === 'point') return angleBetween(place, part.place);
  if (part.kind === 'polygon' && part.polygon.containsPoint(place)) return 0;
  return edgesOf(part).reduce((least, [a, b]) => Math.min(least, angleToArc(place, a, b)), Math.PI);
}

/** The angle from a place to the nearest of a geometry, in radians; 0 inside a polygon. */
export function angleTo(place: s2.Point, { parts }: Geometry): number {
  return Math.min(...parts.map((part) => angleToPart(place, part)));
}
