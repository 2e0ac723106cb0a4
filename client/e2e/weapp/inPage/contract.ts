import type { GlassEasel } from './glassEasel';

/** What the test side hands to the page to start the mini-program. */
export interface Boot {
  files: Record<string, string>;
  templates: string;
  styles: Record<string, string>;
  /** What `wx` storage holds at the start. */
  storage: Record<string, unknown>;
  route: string;
  query: Record<string, string>;
  /** Names of the wx functions that the test answers itself. */
  answered: string[];
}

/** One call of a wx function, as the test may look at it. */
export interface WxCall {
  name: string;
  options: unknown;
}

/** An answer of the test side: a result for `success`, or the message for `fail`. */
export type BridgeAnswer = { ok: true; result: unknown } | { ok: false; errMsg: string };

/** What the page offers to the test side, as `window.weapp`. */
export interface InPage {
  boot(boot: Boot): void;
  reLaunch(url: string): void;
  pullDown(): Promise<void>;
  reachBottom(): void;
  show(): void;
  hide(): void;
  setOnline(online: boolean): void;
  answer(names: string[]): void;
  calls: WxCall[];
  storage: Record<string, unknown>;
  stack(): string[];
}

declare global {
  interface Window {
    weapp: InPage;
    /** glass-easel, loaded before. */
    glassEasel: GlassEasel;
    /** Asks the test side to do a wx call: the network, files, and what the test answers itself. */
    weappBridge(name: string, options: unknown): Promise<BridgeAnswer>;
  }
}
