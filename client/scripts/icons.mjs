import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a file only when its content changes, so that two builds at once never see half a file. */
export function writeChanged(file, content) {
  if (!existsSync(file) || !readFileSync(file).equals(Buffer.from(content))) writeFileSync(file, content);
}

/** The drawing of an icon without its <svg> frame. */
export function iconBody(file) {
  return readFileSync(file, 'utf8')
    .trim()
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '');
}

/** A mask only reads alpha: any opaque colour does, and `#000` needs no escape beyond `%23`. */
function dataUri(body, stroke) {
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' ` +
    `stroke-width='${stroke}' stroke-linecap='round' stroke-linejoin='round'>` +
    `${body.replaceAll('"', "'").replaceAll('currentColor', '#000')}</svg>`;
  return `data:image/svg+xml,${svg.replaceAll('%', '%25').replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E')}`;
}

/** Those also drawn with a heavier line, to stay clear at 14 px beside text; states are too. */
const smallIcons = ['act-clock', 'ui-alert', 'ui-check', 'ui-close', 'ui-down', 'ui-pause', 'ui-right'];

/**
 * Turns src/assets/icons/*.svg into src/components/icon/masks.scss (one mask a class) and
 * src/components/icon/names.ts (their names as a type).
 */
export function generateIcons(client) {
  const source = path.join(client, 'src/assets/icons');
  const target = path.join(client, 'src/components/icon');
  const names = readdirSync(source)
    .filter((file) => file.endsWith('.svg'))
    .map((file) => file.slice(0, -4))
    .sort();
  const rules = names.flatMap((name) => {
    const body = iconBody(path.join(source, `${name}.svg`));
    const rule = (selector, stroke) => `${selector} {\n  -webkit-mask-image: url("${dataUri(body, stroke)}");\n}`;
    const small = name.startsWith('state-') || smallIcons.includes(name);
    return [rule(`.ic-${name}`, 1.75), ...(small ? [rule(`.ic--s.ic-${name}`, 2.25)] : [])];
  });
  writeChanged(
    path.join(target, 'masks.scss'),
    `// Made from assets/icons by scripts/icons.mjs.\n${rules.join('\n')}\n`,
  );
  writeChanged(
    path.join(target, 'names.ts'),
    `// Made from assets/icons by scripts/icons.mjs.\nexport const iconNames = [\n${names.map((name) => `  '${name}',\n`).join('')}] as const;\n\nexport type IconName = (typeof iconNames)[number];\n`,
  );
}
