import { inPixels } from '../styles';
import type { ComponentSpace, GlassComponent, GlassElement, GlassEvent } from './glassEasel';
import { type Definition, resolved, type Scripts } from './scripts';

/** What a page's script sees as `this`, and the app's stack holds. */
export interface PageInstance {
  [name: string]: unknown;
  route: string;
  options: Record<string, string>;
  setData(data: Record<string, unknown>, done?: () => void): void;
}

interface ComponentFile {
  usingComponents?: Record<string, string>;
  navigationBarTitleText?: string;
  navigationStyle?: 'default' | 'custom';
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
}

/** Compiled templates, by path without ending. */
export type Templates = Record<string, unknown>;

/** How near to its end a page is when `onReachBottom` is called, in pixels, where its JSON file says nothing. */
const reachBottomDistance = 50;

let pagesMade = 0;

/** One page of the stack: its script's instance, and its elements on the screen. */
export class WeappPage {
  readonly element = document.createElement('section');
  readonly content = document.createElement('div');
  readonly config: ComponentFile;
  readonly instance: PageInstance;
  /** Whether `onLoad` was called. */
  loaded = false;
  private readonly component: GlassComponent;
  private scrolledTo = 0;
  private atBottom = false;

  constructor(
    private readonly parts: { scripts: Scripts; files: Record<string, string>; templates: Templates; css: string },
    readonly route: string,
    readonly query: Record<string, string>,
  ) {
    this.config = JSON.parse(parts.files[`${route}.json`] ?? '{}');
    const definition = parts.scripts.definition(route);
    const space: ComponentSpace = new window.glassEasel.ComponentSpace();
    this.defineComponents(space, route, new Set());
    space
      .define(route)
      .usingComponents(this.components(route))
      .template({ groupList: parts.templates, content: parts.templates[route] })
      .data(() => structuredClone(definition.data ?? { root: { cn: [] } }))
      .options({ writeIdToDOM: true })
      .methods({ eh: (event) => this.handle(event) })
      .registerComponent();
    this.component = space.createComponentByUrl('page', route, null, backend());
    this.instance = this.makeInstance(definition);
    this.build();
  }

  /** Calls a lifecycle function of the page, when its script has it. */
  call(name: string, ...args: unknown[]): unknown {
    const method = this.instance[name];
    return typeof method === 'function' ? method.apply(this.instance, args) : undefined;
  }

  enter(parent: Element): void {
    parent.append(this.element);
    this.content.scrollTop = this.scrolledTo;
  }

  leave(): void {
    this.scrolledTo = this.content.scrollTop;
    this.element.remove();
  }

  private build(): void {
    const id = `page-${++pagesMade}`;
    this.element.className = 'weapp-page';
    this.element.dataset.route = this.route;
    this.content.className = 'weapp-page-content';
    this.content.dataset.page = id;
    const style = document.createElement('style');
    style.textContent = `@scope ([data-page="${id}"]) {\n${this.parts.css}\n}`;
    const placeholder = document.createElement('div');
    this.content.append(placeholder);
    this.element.append(style, this.content);
    window.glassEasel.Element.replaceDocumentElement(this.component, this.content, placeholder);
    this.content.addEventListener('scroll', () => this.scrolled());
  }

  private scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.content;
    this.call('onPageScroll', { scrollTop });
    const near = scrollHeight - scrollTop - clientHeight <= (this.config.onReachBottomDistance ?? reachBottomDistance);
    if (near && !this.atBottom) this.call('onReachBottom');
    this.atBottom = near;
  }

  private makeInstance(definition: Definition): PageInstance {
    return {
      ...definition,
      data: structuredClone(definition.data ?? {}),
      route: this.route,
      __route__: this.route,
      options: this.query,
      setData: (data, done) => {
        // Through JSON, as between WeChat's two layers: functions and undefined do not pass.
        for (const [path, value] of Object.entries(JSON.parse(JSON.stringify(data)))) {
          this.component.replaceDataOnPath(dataPath(path), rpxResolved(value, path));
        }
        this.component.applyDataUpdates();
        if (done) setTimeout(done, 0);
      },
      selectComponent: () => null,
      getTabBar: () => null,
    };
  }

  private defineComponents(space: ComponentSpace, owner: string, defined: Set<string>): void {
    for (const path of Object.values(this.components(owner)).map((component) => component.slice(1))) {
      if (defined.has(path)) continue;
      defined.add(path);
      const definition = this.parts.scripts.definition(path);
      const builder = space
        .define(path)
        .usingComponents(this.components(path))
        .template({ groupList: this.parts.templates, content: this.parts.templates[path] })
        .options({ ...definition.options, writeIdToDOM: true })
        .methods({ eh: (event) => this.handle(event) });
      for (const [name, type] of Object.entries(definition.properties ?? {})) {
        builder.property(name, typeof type === 'function' ? { type } : (type as object));
      }
      builder.registerComponent();
      this.defineComponents(space, path, defined);
    }
  }

  private components(owner: string): Record<string, string> {
    const file: ComponentFile = JSON.parse(this.parts.files[`${owner}.json`] ?? '{}');
    return Object.fromEntries(
      Object.entries(file.usingComponents ?? {}).map(([tag, path]) => [tag, `/${resolved(owner, path)}`]),
    );
  }

  private handle(event: GlassEvent): void {
    const detail = mapPoint(event) ?? event.detail;
    this.call('eh', {
      type: event.type,
      timeStamp: Date.now(),
      detail,
      target: bare(event.target),
      currentTarget: bare(event.currentTarget),
    });
  }
}

/** A tap on a map says where on earth; here always the map's middle. */
function mapPoint({ type, target }: GlassEvent): unknown {
  const element = target.getBackendElement();
  if (type !== 'tap' || element?.tagName !== 'WX-MAP') return undefined;
  return { latitude: Number(element.getAttribute('latitude')), longitude: Number(element.getAttribute('longitude')) };
}

function bare(element: GlassElement): unknown {
  return { id: element.id, dataset: { ...element.dataset }, offsetLeft: 0, offsetTop: 0 };
}

function dataPath(path: string): (string | number)[] {
  const names = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  return names.filter(Boolean).map((name) => (/^\d+$/.test(name) ? Number(name) : name));
}

/** Taro keeps the style attribute under `st`; the browser knows no `rpx`. */
function rpxResolved(value: unknown, name: string): unknown {
  if (typeof value === 'string') return /(^|\.)st$/.test(name) ? inPixels(value) : value;
  if (Array.isArray(value)) return value.map((item) => rpxResolved(item, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rpxResolved(item, key)]));
}

let sharedBackend: object | undefined;

/** One backend for all pages: it listens on the document. */
function backend(): object {
  if (sharedBackend) return sharedBackend;
  const { CurrentWindowBackendContext, Event } = window.glassEasel;
  const context = new CurrentWindowBackendContext();
  context.onEvent((target, type, detail, options) => {
    const event = new Event(type, detail, options);
    Event.dispatchEvent(target, event);
    return event.getEventBubbleStatus();
  });
  sharedBackend = context;
  return context;
}
