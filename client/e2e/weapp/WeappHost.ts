import path from 'node:path';
import { buildSync } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { BridgeAnswer, WxCall } from './inPage/contract';
import { NetworkFailure, PhoneNetwork, packageOrigin, type RequestOptions, type UploadOptions } from './network';
import { type PackageFiles, readPackage } from './packageFiles';
import { shell } from './shell';
import { phone } from './styles';

/** Answers a wx function in place of the host; a thrown error's message becomes `errMsg`, e.g. `fail cancel`. */
export type WxHandler = (options: Record<string, unknown>) => unknown;

export interface WeappOptions {
  /** Where the real API is, e.g. `http://127.0.0.1:8080`; requests to any address reach it. */
  apiBase: string;
  wxHandlers?: Record<string, WxHandler>;
  /** What `wx` storage holds at the start. */
  storage?: Record<string, unknown>;
  /** Page to open first, with its query; otherwise the first of app.json. */
  open?: string;
}

/** On 吉丽街 of the demonstration, in GCJ-02 as WeChat gives it. */
const standing = { latitude: 30.7635, longitude: 120.75934 };

/** The real mini-program package, running in a browser on a stand-in for WeChat. Drive it by `page`, and close it. */
export class WeappHost {
  /** Every error that a script of the mini-program threw, or wrote to the console; a story expects none. */
  readonly errors: string[] = [];
  private readonly handlers = new Map<string, WxHandler>();
  private photos: string[] = [];
  private logins = 0;

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly network: PhoneNetwork,
  ) {}

  static async start(browser: Browser, options: WeappOptions): Promise<WeappHost> {
    const context = await browser.newContext({ viewport: phone, deviceScaleFactor: 2, locale: 'zh-CN' });
    const page = await context.newPage();
    const network = new PhoneNetwork(options.apiBase);
    const host = new WeappHost(context, page, network);
    host.answerItself();
    for (const [name, handler] of Object.entries(options.wxHandlers ?? {})) host.handlers.set(name, handler);
    page.on('pageerror', (error) => host.errors.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // Of what the network refused, the app hears by itself.
      const refused = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !refused) host.errors.push(message.text());
    });
    await network.serve(page, shell, (file) => host.errors.push(`not in the package: ${file}`));
    await page.exposeFunction('weappBridge', (name: string, given: Record<string, unknown>) =>
      host.bridge(name, given),
    );
    await host.load(options.open, options.storage ?? {}, Object.keys(options.wxHandlers ?? {}));
    return host;
  }

  /** Opens a page as the only one, e.g. `/pkg-report/detail/index?id=…`. */
  async open(url: string): Promise<void> {
    await this.page.evaluate((wanted) => window.weapp.reLaunch(wanted), url);
  }

  /** Ends the app and starts it anew, at `url` or the first page; its storage stays. */
  async restart(url?: string): Promise<void> {
    const storage = await this.storage();
    await this.load(url, storage, [...this.handlers.keys()]);
  }

  /** Answers a wx function from now on. */
  async answer(name: string, handler: WxHandler): Promise<void> {
    this.handlers.set(name, handler);
    await this.page.evaluate((known) => window.weapp.answer([known]), name);
  }

  /** The picture files that the next `wx.chooseMedia` gives. */
  choosePhotos(files: string[]): void {
    this.photos = files;
  }

  /** Cuts the phone off, or joins it again; the app is told as WeChat tells it. */
  async setOnline(online: boolean): Promise<void> {
    this.network.online = online;
    await this.page.evaluate((state) => window.weapp.setOnline(state), online);
  }

  /** Calls of a wx function so far, or of all. */
  calls(name?: string): Promise<WxCall[]> {
    return this.page.evaluate((wanted) => window.weapp.calls.filter((call) => !wanted || call.name === wanted), name);
  }

  /** Resolves when the network is quiet and what came by it is drawn. */
  async settled(): Promise<void> {
    await this.network.quiet();
    await this.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(undefined)))),
    );
    await this.network.quiet(); // what was drawn may have asked for more
  }

  /** Words of the page that is seen, without the bars. */
  async pageText(): Promise<string> {
    return (await this.page.locator('.weapp-page-content').textContent()) ?? '';
  }

  storage(): Promise<Record<string, unknown>> {
    return this.page.evaluate(() => window.weapp.storage);
  }

  /** Routes from the lowest page to the one that is seen. */
  stack(): Promise<string[]> {
    return this.page.evaluate(() => window.weapp.stack());
  }

  async pullDown(): Promise<void> {
    await this.page.evaluate(() => window.weapp.pullDown());
  }

  async scrollToEnd(): Promise<void> {
    await this.page.evaluate(() => window.weapp.reachBottom());
  }

  /** The person leaves WeChat and comes back. */
  async leaveAndReturn(): Promise<void> {
    await this.page.evaluate(() => {
      window.weapp.hide();
      window.weapp.show();
    });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  private async load(url: string | undefined, storage: Record<string, unknown>, answered: string[]): Promise<void> {
    const { framework, ...parts } = thePackage();
    await this.page.goto(`${packageOrigin}/`);
    await this.page.addScriptTag({ content: `window.glassEasel = ${asExpression(framework)}` });
    await this.page.addScriptTag({ content: inPageScript() });
    const app: { pages: string[] } = JSON.parse(parts.files['app.json'] ?? '{}');
    const [route = '', search] = (url ?? app.pages[0] ?? '').replace(/^\//, '').split('?');
    const query = Object.fromEntries(new URLSearchParams(search));
    await this.page.evaluate((boot) => window.weapp.boot(boot), { ...parts, storage, route, query, answered });
  }

  private async bridge(name: string, options: Record<string, unknown>): Promise<BridgeAnswer> {
    try {
      const handler = this.handlers.get(name);
      if (!handler) return { ok: false, errMsg: 'fail not supported' };
      return { ok: true, result: await handler(options) };
    } catch (error) {
      return { ok: false, errMsg: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What the phone does where a test says nothing else. */
  private answerItself(): void {
    const { network } = this;
    const answers: Record<string, WxHandler> = {
      request: (options) => network.request(options as unknown as RequestOptions),
      uploadFile: (options) => network.uploadFile(options as unknown as UploadOptions),
      login: () => ({ code: `code-${++this.logins}` }),
      getLocation: () => ({ ...standing, accuracy: 15, speed: 0, altitude: 0 }),
      chooseLocation: () => ({ ...standing, name: '', address: '' }),
      chooseMedia: async () => {
        if (this.photos.length === 0) throw new NetworkFailure('fail cancel');
        const tempFiles = this.photos.map(async (file) => ({
          tempFilePath: network.takeFile(file),
          size: await network.fileSize(file),
          fileType: 'image',
        }));
        return { type: 'image', tempFiles: await Promise.all(tempFiles) };
      },
    };
    for (const [name, answer] of Object.entries(answers)) this.handlers.set(name, answer);
  }
}

let built: PackageFiles | undefined;

function thePackage(): PackageFiles {
  built ??= readPackage();
  return built;
}

let bundled: string | undefined;

/** The host's half inside the browser, as one script. */
function inPageScript(): string {
  bundled ??= buildSync({
    entryPoints: [path.join(__dirname, 'inPage/host.ts')],
    bundle: true,
    format: 'iife',
    target: 'chrome120',
    write: false,
  }).outputFiles[0]?.text;
  return bundled ?? '';
}

/** A CommonJS script as an expression that yields what it exports. */
function asExpression(source: string): string {
  return `(function () { var exports = {}, module = { exports: exports }; ${source}\n; return module.exports; })()`;
}
