import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toolsRequire } from '../tools/install';
import { pageStyles } from './styles';

export const packageFolder = path.resolve(__dirname, '../../dist/weapp');

/** The mini-program package as the renderer in the browser takes it. */
export interface PackageFiles {
  /** Text of every script and JSON file, by its path in the package. */
  files: Record<string, string>;
  /** Source of an expression that yields the compiled templates by path. */
  templates: string;
  /** Browser CSS of every page, by its route. */
  styles: Record<string, string>;
  /** glass-easel itself, as a CommonJS script. */
  framework: string;
}

interface TemplateCompiler {
  TmplGroup: new () => {
    addTmpl(path: string, source: string): { message?: string }[];
    addScript(path: string, source: string): void;
    getTmplGenObjectGroups(): string;
    free(): void;
  };
}

/** Reads the built package and compiles its templates with WeChat's own template compiler. */
export function readPackage(): PackageFiles {
  const files: Record<string, string> = {};
  for (const file of readdirSync(packageFolder, { recursive: true, encoding: 'utf8' })) {
    if (/\.(js|json|wxml|wxss|wxs)$/.test(file)) files[file] = readFileSync(path.join(packageFolder, file), 'utf8');
  }
  const appFile = files['app.json'];
  if (!appFile) throw new Error('client/dist/weapp is not built: npm run build:weapp');
  return {
    files: only(files, /\.(js|json)$/),
    templates: compileTemplates(files),
    styles: Object.fromEntries(routesOf(appFile).map((route) => [route, pageStyles(files, route)])),
    framework: readFileSync(toolsRequire().resolve('glass-easel/dist/glass_easel.all.js'), 'utf8'),
  };
}

function routesOf(appFile: string): string[] {
  const app: { pages: string[]; subPackages?: { root: string; pages: string[] }[] } = JSON.parse(appFile);
  return [
    ...app.pages,
    ...(app.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ];
}

function compileTemplates(files: Record<string, string>): string {
  const { TmplGroup } = toolsRequire()('glass-easel-template-compiler') as TemplateCompiler;
  const group = new TmplGroup();
  try {
    for (const [file, source] of Object.entries(files)) {
      if (file.endsWith('.wxml')) group.addTmpl(file.slice(0, -5), forBrowser(source, customTags(files, file)));
      if (file.endsWith('.wxs')) group.addScript(file.slice(0, -4), source);
    }
    return group.getTmplGenObjectGroups();
  } finally {
    group.free();
  }
}

/** Names of the custom components that a template's own JSON file, or any page's, may use. */
function customTags(files: Record<string, string>, template: string): Set<string> {
  const own = files[`${template.slice(0, -5)}.json`];
  const owners = own ? [own] : Object.entries(files).flatMap(([file, text]) => (file.endsWith('.json') ? [text] : []));
  return new Set(
    owners.flatMap((text) => {
      const { usingComponents }: { usingComponents?: Record<string, string> } = JSON.parse(text);
      return Object.keys(usingComponents ?? {});
    }),
  );
}

const templateTags = new Set(['template', 'block', 'import', 'include', 'wxs', 'slot']);

/** Native tags become `wx-…` elements, so that the browser's own tags do not get in the way; roles become real. */
function forBrowser(source: string, custom: Set<string>): string {
  return source
    .replace(/<(\/?)([a-z][a-z-]*)/g, (whole, slash: string, tag: string) =>
      templateTags.has(tag) || custom.has(tag) ? whole : `<${slash}wx-${tag}`,
    )
    .replace(/ (bind|catch)([a-z]+=)/g, ' $1:$2')
    .replaceAll(' aria-role="', ' role="');
}

function only(files: Record<string, string>, name: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([file]) => name.test(file)));
}
