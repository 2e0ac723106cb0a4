import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { packageFolder } from './packageFiles';

/** Where the package itself is served from, inside the browser only. */
export const packageOrigin = 'http://weapp.local';

const types: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};

export interface RequestOptions {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  dataType?: string;
}

export interface UploadOptions {
  url: string;
  filePath: string;
  name: string;
  header?: Record<string, string>;
  formData?: Record<string, unknown>;
}

/** Why a call to the network came to nothing; WeChat tells it in `errMsg`. */
export class NetworkFailure extends Error {}

/**
 * The phone's network: whatever address the package was built for, it reaches the one API of the test. It also holds
 * the files that the phone's camera and album gave.
 */
export class PhoneNetwork {
  online = true;
  private readonly underway = new Set<Promise<unknown>>();
  private readonly temporary = new Map<string, string>();

  constructor(private readonly apiBase: string) {}

  /** Takes a file of the test's into the phone; answers the path by which the mini-program knows it. */
  takeFile(file: string): string {
    const name = `${this.temporary.size + 1}${path.extname(file)}`;
    this.temporary.set(name, file);
    return `wxfile://tmp_${name}`;
  }

  /** Resolves when nothing is under way any more. */
  async quiet(): Promise<void> {
    while (this.underway.size > 0) await Promise.allSettled(this.underway);
  }

  /** Content of a file that the mini-program knows. */
  async fileContent(filePath: string): Promise<Buffer> {
    const file = this.temporary.get(filePath.replace(/^wxfile:\/\/tmp_/, ''));
    if (!file) throw new Error(`no such file or directory ${filePath}`);
    return readFile(file);
  }

  async fileSize(file: string): Promise<number> {
    return (await stat(file)).size;
  }

  /** `wx.request`: any answer of the server is a success, as in WeChat. */
  async request(options: RequestOptions): Promise<unknown> {
    const method = (options.method ?? 'GET').toUpperCase();
    const headers = new Headers(options.header);
    const url = this.reached(options.url);
    let body: string | undefined;
    if (method === 'GET') {
      const query = typeof options.data === 'object' ? Object.entries(options.data ?? {}) : [];
      for (const [key, value] of query) url.searchParams.append(key, String(value));
    } else if (options.data !== undefined) {
      body = typeof options.data === 'string' ? options.data : JSON.stringify(options.data);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    }
    const response = await this.fetch(url, { method, headers, body });
    const text = await response.text();
    const data = (options.dataType ?? 'json') === 'json' ? parsedOr(text) : text;
    return { data, statusCode: response.status, header: Object.fromEntries(response.headers), cookies: [] };
  }

  /** `wx.uploadFile`: one file as multipart; the answer's body stays text, as in WeChat. */
  async uploadFile(options: UploadOptions): Promise<unknown> {
    const form = new FormData();
    for (const [key, value] of Object.entries(options.formData ?? {})) form.append(key, String(value));
    const type = types[path.extname(options.filePath).toLowerCase()] ?? 'application/octet-stream';
    const content = new Uint8Array(await this.fileContent(options.filePath));
    form.append(options.name, new Blob([content], { type }), path.basename(options.filePath));
    const headers = new Headers(options.header);
    headers.delete('content-type'); // its boundary is known to the form alone
    const response = await this.fetch(this.reached(options.url), { method: 'POST', headers, body: form });
    return { data: await response.text(), statusCode: response.status };
  }

  /**
   * Serves the package's own files and the phone's, and lets pictures come from the API; nothing else is reached.
   * @param missing hears of a file that the package names and does not have
   */
  async serve(page: Page, shell: string, missing: (file: string) => void): Promise<void> {
    await page.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      if (url.origin === packageOrigin) {
        if (url.pathname === '/') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: shell });
        const body = await this.localFile(decodeURIComponent(url.pathname)).catch(() => undefined);
        if (!body) {
          missing(url.pathname);
          return route.fulfill({ status: 404 });
        }
        return route.fulfill({ body, contentType: types[path.extname(url.pathname)] ?? 'application/octet-stream' });
      }
      if (!this.online) return route.abort('internetdisconnected');
      const response = await fetch(this.reached(url.href));
      return route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    });
  }

  private localFile(pathname: string): Promise<Buffer> {
    if (pathname.startsWith('/__file/')) return this.fileContent(`wxfile://tmp_${pathname.slice('/__file/'.length)}`);
    return readFile(path.join(packageFolder, path.normalize(pathname)));
  }

  private reached(url: string): URL {
    const { pathname, search } = new URL(url);
    return new URL(pathname + search, this.apiBase);
  }

  private async fetch(url: URL, init: RequestInit): Promise<Response> {
    if (!this.online) throw new NetworkFailure('fail net::ERR_INTERNET_DISCONNECTED');
    const answer = fetch(url, init);
    this.underway.add(answer);
    try {
      return await answer;
    } catch {
      throw new NetworkFailure('fail net::ERR_CONNECTION_REFUSED');
    } finally {
      this.underway.delete(answer);
    }
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
