/** Width in CSS pixels of the phone that the tests stand for; WeChat counts 750 rpx across it. */
export const phone = { width: 375, height: 740 } as const;

const nativeTags =
  'button|checkbox|checkbox-group|cover-image|cover-view|form|icon|image|input|label|map|navigator|picker|picker-view|' +
  'progress|radio|radio-group|rich-text|scroll-view|slider|swiper|swiper-item|switch|text|textarea|view';

/** Browser CSS of one page: the app's sheet and the page's own, still to be scoped to the page's element. */
export function pageStyles(files: Record<string, string>, route: string): string {
  return [sheet(files, 'app.wxss'), sheet(files, `${route}.wxss`)].map(forBrowser).join('\n');
}

/** Turns `rpx` into pixels of the phone, in a sheet or in a style attribute. */
export function inPixels(css: string): string {
  return css.replace(/(-?\d*\.?\d+)rpx\b/g, (_, length: string) => `${(Number(length) * phone.width) / 750}px`);
}

/** A sheet with the sheets that it imports put in their place. */
function sheet(files: Record<string, string>, file: string): string {
  return (files[file] ?? '').replace(/@import\s+["']([^"']+)["']\s*;?/g, (_, imported: string) =>
    sheet(files, new URL(imported, `http://package/${file}`).pathname.slice(1)),
  );
}

/** Selectors of native tags name their stand-ins; `page` is the element of the page that the sheet is scoped to. */
function forBrowser(css: string): string {
  return inPixels(css).replace(/[^{};]+(?=\{)/g, (selector) =>
    selector.trim().startsWith('@')
      ? selector
      : selector
          .replace(/(^|[\s,>+~(])page(?![\w-])/g, '$1:scope')
          .replace(new RegExp(`(^|[\\s,>+~(])(${nativeTags})(?![\\w-])`, 'g'), '$1wx-$2'),
  );
}
