import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { iconBody, writeChanged } from './icons.mjs';

const groups = [
  'signboard',
  'illegalBuilding',
  'clutter',
  'occupation',
  'parking',
  'waste',
  'road',
  'lamp',
  'greenery',
  'dust',
  'water',
  'other',
];
/** Grounds of the pins: tokens lake-700, slate-700, ochre-700, brick-600. */
const kinds = { work: '#0A6469', wait: '#46585D', people: '#6E4A00', over: '#B0432B' };

/** A pin 40 × 48 at 1×, the tip at the bottom centre; `over` carries an exclamation mark (never colour alone). */
function pin(body, kind, colour) {
  const mark =
    kind === 'over'
      ? `<circle cx="31.5" cy="8.5" r="7" fill="#fff" stroke="${colour}" stroke-width="1.5"/>
         <path d="M31.5 4.9v4.2M31.5 11.7v.2" stroke="#8F3420" stroke-width="1.9" stroke-linecap="round"/>`
      : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="96" viewBox="0 0 40 48">
    <path d="M20 46l-6-8.2a17 17 0 1 1 12 0z" fill="${colour}" stroke="#fff" stroke-width="2" stroke-linejoin="round"/>
    <g transform="translate(10 12) scale(.8333)" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"
      stroke-linejoin="round" color="#fff">${body}</g>${mark}</svg>`;
}

/** Draws src/assets/markers/<group>-<kind>.png at 2× for the maps. */
export async function generateMarkers(client) {
  const target = path.join(client, 'src/assets/markers');
  mkdirSync(target, { recursive: true });
  for (const group of groups) {
    const body = iconBody(path.join(client, `src/assets/icons/cat-${group}.svg`));
    for (const [kind, colour] of Object.entries(kinds)) {
      const file = path.join(target, `${group}-${kind}.png`);
      const drawn = sharp(Buffer.from(pin(body, kind, colour))).png({
        palette: true,
        colours: 16,
        dither: 0,
        effort: 10,
        compressionLevel: 9,
      });
      writeChanged(file, await drawn.toBuffer());
    }
  }
}
