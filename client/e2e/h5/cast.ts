import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser';
import { choosePerson } from '../person';
import { type Stack, type StackOptions, startStack } from '../stack';
import { desk, phone, type Visit } from './support';

/** The staff pages, as the workbench names them. */
type StaffPage = 'desk' | 'review' | 'disputes' | 'forwarding' | 'board';

/** The people of a story, each at a device of their own, before the product of their file. */
export class Cast {
  private readonly visits: Visit[] = [];

  constructor(
    readonly stack: Stack,
    private readonly browser: Browser,
  ) {}

  /** Somebody at a phone who has not signed in, on the first page or another one. */
  async passerBy(path = ''): Promise<Visit> {
    const visit = await phone(this.browser, this.stack.address, path);
    this.visits.push(visit);
    return visit;
  }

  /** A demonstration person at a phone, signed in at 我的. */
  async onPhone(name: string): Promise<Page> {
    const { page } = await this.passerBy('/pages/mine/index');
    await page.getByRole('button', { name: '登录' }).click();
    await choosePerson(page, name);
    return page;
  }

  /** Staff at a wide screen, signed in at one of the staff pages. */
  async atDesk(name: string, at: StaffPage): Promise<Page> {
    const visit = await desk(this.browser, this.stack.address, `/pkg-staff/${at}/index`);
    this.visits.push(visit);
    await visit.page.getByRole('button', { name: '登录' }).click();
    await choosePerson(visit.page, name);
    return visit.page;
  }

  /** All of them go. @throws Error with every failure of a script, and what was asked of foreign places */
  async leave(): Promise<void> {
    await Promise.all(this.visits.map(({ close }) => close()));
    const errors = this.visits.splice(0).flatMap((visit) => visit.errors);
    if (errors.length > 0) throw new Error(`in the browsers of this story:\n${errors.join('\n')}`);
  }
}

/**
 * Starts the product and a browser for the stories of a file, and ends them; the people of each story leave when it is
 * over.
 * @param options or what makes them, when something else has to be started first
 * @returns the people of the story that is told
 */
export function stage(options: StackOptions | (() => Promise<StackOptions>)): () => Cast {
  let stack: Stack | undefined;
  let browser: Browser | undefined;
  let cast: Cast | undefined;
  beforeAll(async () => {
    stack = await startStack(typeof options === 'function' ? await options() : options);
    browser = await launchBrowser();
    cast = new Cast(stack, browser);
  });
  afterEach(() => cast?.leave());
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });
  return () => {
    if (!cast) throw new Error('the product has not started');
    return cast;
  };
}
