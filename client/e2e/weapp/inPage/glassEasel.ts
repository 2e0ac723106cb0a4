/** The parts of glass-easel that are used here; the package itself is no dependency of the workspaces. */
export interface GlassEasel {
  ComponentSpace: new () => ComponentSpace;
  CurrentWindowBackendContext: new () => {
    onEvent(listener: (target: GlassElement, type: string, detail: unknown, options: object) => unknown): void;
  };
  Event: {
    new (type: string, detail: unknown, options: object): { getEventBubbleStatus(): unknown };
    dispatchEvent(target: GlassElement, event: unknown): void;
  };
  Element: { replaceDocumentElement(element: GlassComponent, parent: Element, placeholder: Element): void };
}

export interface ComponentSpace {
  define(name: string): ComponentBuilder;
  createComponentByUrl(tag: string, url: string, generics: null, backend: object): GlassComponent;
}

export interface ComponentBuilder {
  usingComponents(components: Record<string, string>): ComponentBuilder;
  template(template: { groupList: unknown; content: unknown }): ComponentBuilder;
  options(options: Record<string, unknown>): ComponentBuilder;
  property(name: string, definition: object): ComponentBuilder;
  data(data: () => Record<string, unknown>): ComponentBuilder;
  methods(methods: Record<string, (event: GlassEvent) => void>): ComponentBuilder;
  registerComponent(): unknown;
}

export interface GlassElement {
  id: string;
  dataset: Record<string, unknown>;
  getAttribute(name: string): unknown;
  getBackendElement(): Element | null;
  triggerEvent(name: string, detail: unknown, options?: { bubbles?: boolean; composed?: boolean }): void;
}

export interface GlassComponent extends GlassElement {
  replaceDataOnPath(path: (string | number)[], value: unknown): void;
  applyDataUpdates(): void;
}

export interface GlassEvent {
  type: string;
  detail: unknown;
  target: GlassElement;
  currentTarget: GlassElement;
}

/** The glass-easel element that stands behind a DOM element. */
export function glassElement(element: Element): GlassElement | undefined {
  return (element as Element & { __wxElement?: GlassElement }).__wxElement;
}

/** The raw value of an attribute: lists and objects too, of which the DOM keeps no more than a string. */
export function rawAttribute(element: Element, name: string): unknown {
  return glassElement(element)?.getAttribute(name);
}

/** Lets a native component tell its page something, e.g. `input` with `{ value }`. */
export function tell(element: Element, event: string, detail: unknown, bubbles = false): void {
  glassElement(element)?.triggerEvent(event, detail, { bubbles, composed: true });
}
