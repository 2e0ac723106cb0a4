import type { Point } from '@jierong/shared/geo';
import type { Ground } from '@jierong/shared/places';

const WIDTH = 88;
const HEIGHT = 72;
/** Half the width of the picture on the ground, in degrees of longitude: about 300 m. */
const REACH = 0.003;

/** A small picture of the streets around a point, drawn from our own outlines: an address for a background. */
export function groundPicture(ground: Pick<Ground, 'roads' | 'boundary'>, at: Omit<Point, 'datum'>): string {
  const scale = WIDTH / (2 * REACH);
  const stretch = 1 / Math.cos((at.latitude * Math.PI) / 180);
  const xy = ([longitude, latitude]: readonly [number, number]): [number, number] => [
    round(WIDTH / 2 + (longitude - at.longitude) * scale),
    round(HEIGHT / 2 - (latitude - at.latitude) * scale * stretch),
  ];
  const path = (line: readonly (readonly [number, number])[]) => `M${line.map((p) => xy(p).join(' ')).join('L')}`;
  const near = (line: readonly (readonly [number, number])[]) =>
    line.some(
      ([longitude, latitude]) =>
        Math.abs(longitude - at.longitude) < 12 * REACH && Math.abs(latitude - at.latitude) < 12 * REACH,
    );
  const edges = ground.boundary.filter(near).map((ring) => `<path d='${path(ring)}Z' class='e'/>`);
  const roads = ground.roads.filter(({ line }) => near(line)).map(({ line }) => `<path d='${path(line)}' class='r'/>`);
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${WIDTH} ${HEIGHT}' width='${WIDTH * 2}' height='${HEIGHT * 2}'><style>.r{fill:none;stroke:#fff;stroke-width:8;stroke-linejoin:round}.e{fill:#F1F5F3;stroke:#8FC5C1;stroke-width:2}</style><rect width='${WIDTH}' height='${HEIGHT}' fill='#E2EAE6'/>${edges.join('')}${roads.join('')}<path d='M44 40s-9-8-9-15a9 9 0 0 1 18 0c0 7-9 15-9 15z' transform='translate(0 -4)' fill='#0A6469' stroke='#fff' stroke-width='1.5'/><circle cx='44' cy='21' r='3.2' fill='#fff'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const round = (n: number): number => Math.round(n * 10) / 10;
