import { View } from '@tarojs/components';
import { aria } from './aria';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** One tile of it, as a picture: text in the page itself would be read aloud and measured as text. */
function tile(text: string): string {
  const written = text.replace(/[&<>]/g, (sign) => escapes[sign] ?? '');
  const drawing =
    `<svg xmlns='http://www.w3.org/2000/svg' width='300' height='190'><text x='150' y='100' text-anchor='middle' ` +
    `transform='rotate(-18 150 100)' font-family='sans-serif' font-size='14' fill='#10262B' fill-opacity='.055'>` +
    `${written}</text></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(drawing)}")`;
}

/** The viewer's name over pages with cases or people, for staff. Unheard, and never in the way of a tap. */
export function Watermark({ text }: { text: string }) {
  return <View className="wm" style={{ backgroundImage: tile(text) }} {...aria({ hidden: true })} />;
}
