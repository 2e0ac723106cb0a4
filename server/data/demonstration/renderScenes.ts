/**
 * Renders the drawn street scenes (`scenes/svg/*.svg`) to the JPEG photos of the demonstration reports.
 * Run by hand with `npx tsx server/data/demonstration/renderScenes.ts`; needs a Chinese font for the letters on signs.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const WIDTH_PIXELS = 1200;
const HEIGHT_PIXELS = 900;
/** The drawings are 1600 pixels wide at 72 dots per inch; drawn at this density they need no second scaling. */
const DOTS_PER_INCH = 54;
const PAPER = '#d8d4c8';

async function renderScenes(): Promise<void> {
  const scenes = join(__dirname, 'scenes');
  for (const file of readdirSync(join(scenes, 'svg')).sort()) {
    const { size } = await sharp(join(scenes, 'svg', file), { density: DOTS_PER_INCH })
      .resize(WIDTH_PIXELS, HEIGHT_PIXELS)
      .flatten({ background: PAPER })
      .jpeg({ quality: 78, mozjpeg: true })
      .toFile(join(scenes, file.replace(/svg$/, 'jpg')));
    console.log(`${file}: ${Math.round(size / 1024)} KB`);
  }
}

void renderScenes();
