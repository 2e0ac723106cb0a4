/** What a page or component script registers: lifecycle functions, `data`, `methods`, `properties`, `options`. */
export interface Definition {
  [name: string]: unknown;
  data?: Record<string, unknown>;
  methods?: Record<string, (...args: unknown[]) => unknown>;
  properties?: Record<string, unknown>;
  options?: Record<string, unknown>;
}

type Module = { exports: unknown };

/** What `globalThis` has in the logic layer: the language and its timers, nothing of a browser. */
const engine: Record<string, unknown> = Object.fromEntries(
  `Object Function Array Number String Boolean Symbol BigInt Math JSON Date RegExp Error TypeError RangeError SyntaxError
  Promise Map Set WeakMap WeakSet Proxy Reflect ArrayBuffer DataView Uint8Array Int8Array Uint16Array Int16Array
  Uint32Array Int32Array Float32Array Float64Array parseInt parseFloat isNaN isFinite encodeURIComponent
  decodeURIComponent encodeURI decodeURI setTimeout clearTimeout setInterval clearInterval console`
    .split(/\s+/)
    .map((name) => [name, Reflect.get(globalThis, name)]),
);

/** Browser globals that WeChat's logic layer does not have, or not on every phone (`Intl`). */
const absent =
  `window document self frames navigator location history localStorage sessionStorage indexedDB alert confirm
  fetch XMLHttpRequest WebSocket Headers Request Response FormData Blob File FileReader URL URLSearchParams AbortController
  AbortSignal TextEncoder TextDecoder crypto atob btoa structuredClone queueMicrotask performance requestAnimationFrame
  cancelAnimationFrame Image Element HTMLElement Node Event CustomEvent EventTarget MutationObserver ResizeObserver
  IntersectionObserver WebAssembly Intl`.split(/\s+/);
const given = ['globalThis', 'wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages'];

/** Runs the package's scripts as WeChat's logic layer would: modules by path, no window, no document. */
export class Scripts {
  app: Definition = {};
  private readonly loaded = new Map<string, Module>();
  private readonly definitions = new Map<string, Definition>();
  private current = '';

  constructor(
    private readonly files: Record<string, string>,
    private readonly wx: unknown,
    private readonly currentPages: () => unknown[],
  ) {}

  /** Loads `app.js`, which registers the app. */
  loadApp(): Definition {
    this.load('app.js');
    return this.app;
  }

  /** What the script at `path` (a route, or a component's path) registers. */
  definition(path: string): Definition {
    if (!this.definitions.has(path)) {
      this.current = path;
      this.load(`${path}.js`);
    }
    const definition = this.definitions.get(path);
    if (!definition) throw new Error(`${path}.js registers nothing`);
    return definition;
  }

  private load(file: string): unknown {
    const known = this.loaded.get(file);
    if (known) return known.exports;
    const source = this.files[file];
    if (source === undefined) throw new Error(`module '${file}' is not defined`);
    const module: Module = { exports: {} };
    this.loaded.set(file, module);
    const register = (definition: Definition): void => {
      this.definitions.set(this.current, definition);
    };
    const names = ['require', 'module', 'exports', ...given, ...absent];
    const run = new Function(...names, `${source}\n//# sourceURL=weapp/${file}`);
    run(
      (wanted: string) => this.load(resolved(file, wanted)),
      module,
      module.exports,
      engine,
      this.wx,
      (app: Definition) => {
        this.app = app;
      },
      register,
      register,
      (behavior: unknown) => behavior,
      () => this.app,
      this.currentPages,
    );
    return module.exports;
  }
}

/** Path of a file of the package that `from` names by a relative path. */
export function resolved(from: string, wanted: string): string {
  const path = decodeURIComponent(new URL(wanted, `http://package/${from}`).pathname).slice(1);
  return from.endsWith('.js') && !path.endsWith('.js') ? `${path}.js` : path;
}
