import { WxFailure, type WxOptions, wxFunction } from './answers';
import type { Boot } from './contract';
import type { Scripts } from './scripts';
import { type PageInstance, type Templates, WeappPage } from './weappPage';

interface AppFile {
  window?: { navigationBarTitleText?: string; navigationStyle?: string };
  tabBar?: { list: { pagePath: string; text: string }[] };
}

/** WeChat keeps at most so many pages one over another. */
const deepest = 10;

/** The pages one over another, the navigation bar and the tab bar. */
export class PageStack {
  private readonly appFile: AppFile;
  private readonly templates: Templates;
  private pages: WeappPage[] = [];
  private readonly tabs = new Map<string, WeappPage>();
  private readonly title = element('h1');
  private readonly back = element('button');
  private readonly main = element('main');
  private readonly tabBar = element('nav');
  scripts: Scripts | undefined;

  constructor(private readonly boot: Boot) {
    this.appFile = JSON.parse(boot.files['app.json'] ?? '{}');
    this.templates = new Function(`return ${boot.templates}`)() as Templates;
    const bar = element('header');
    this.back.textContent = '‹';
    this.back.setAttribute('aria-label', '返回');
    this.back.addEventListener('click', () => this.navigateBack(1));
    bar.append(this.back, this.title);
    document.body.append(bar, this.main, this.tabBar);
    this.buildTabBar();
  }

  /** Pages from the lowest to the one that is seen, as `getCurrentPages()` gives them. */
  instances(): PageInstance[] {
    return this.pages.map(({ instance }) => instance);
  }

  top(): WeappPage | undefined {
    return this.pages.at(-1);
  }

  /** The wx functions that move between pages, and those that speak of the bars. */
  functions() {
    const to = (name: string, move: (route: string, query: Record<string, string>) => void) =>
      wxFunction(name, ({ url }) => {
        const { route, query } = this.parsed(String(url));
        move(route, query);
      });
    return {
      navigateTo: to('navigateTo', (route, query) => this.navigateTo(route, query)),
      redirectTo: to('redirectTo', (route, query) => this.redirectTo(route, query)),
      reLaunch: to('reLaunch', (route, query) => this.reLaunch(route, query)),
      switchTab: to('switchTab', (route) => this.switchTab(route)),
      navigateBack: wxFunction('navigateBack', ({ delta }) => this.navigateBack(Number(delta ?? 1))),
      setNavigationBarTitle: wxFunction('setNavigationBarTitle', ({ title }) => {
        this.title.textContent = String(title);
      }),
      hideTabBar: wxFunction('hideTabBar', () => this.showTabBar(false)),
      showTabBar: wxFunction('showTabBar', () => this.showTabBar(true)),
      pageScrollTo: wxFunction('pageScrollTo', (options) => this.scrollTo(options)),
    };
  }

  reLaunchUrl(url: string): void {
    const { route, query } = this.parsed(url);
    this.reLaunch(route, query);
  }

  private navigateTo(route: string, query: Record<string, string>): void {
    if (this.isTab(route)) throw new WxFailure('fail can not navigateTo a tabbar page');
    if (this.pages.length >= deepest) throw new WxFailure('fail webview count limit exceed');
    this.cover();
    this.push(this.make(route, query));
  }

  private redirectTo(route: string, query: Record<string, string>): void {
    if (this.isTab(route)) throw new WxFailure('fail can not redirectTo a tabbar page');
    this.close(this.pages.pop());
    this.push(this.make(route, query));
  }

  private reLaunch(route: string, query: Record<string, string>): void {
    for (const page of new Set([...this.pages, ...this.tabs.values()])) this.close(page);
    this.pages = [];
    this.tabs.clear();
    this.push(this.make(route, query));
  }

  private switchTab(route: string): void {
    if (!this.isTab(route)) throw new WxFailure('fail can not switch to no-tabBar page');
    if (this.top()?.route === route) return;
    while (this.pages.length > 1) this.close(this.pages.pop());
    const below = this.top();
    if (below?.route === route) {
      this.uncover();
      return;
    }
    if (below && this.isTab(below.route)) this.cover();
    else this.close(below);
    this.pages = [];
    this.push(this.tabs.get(route) ?? this.make(route, {}));
  }

  private navigateBack(delta: number): void {
    const count = Math.min(delta, this.pages.length - 1);
    for (let i = 0; i < count; i += 1) this.close(this.pages.pop());
    if (count > 0) this.uncover();
  }

  private make(route: string, query: Record<string, string>): WeappPage {
    const { scripts, templates } = this;
    if (!scripts) throw new Error('the app has not started');
    const css = this.boot.styles[route];
    if (css === undefined) throw new WxFailure(`fail page "${route}" is not found`);
    const page = new WeappPage({ scripts, files: this.boot.files, templates, css }, route, query);
    if (this.isTab(route)) this.tabs.set(route, page);
    return page;
  }

  private push(page: WeappPage): void {
    const isNew = !page.loaded;
    page.loaded = true;
    this.pages.push(page);
    page.enter(this.main);
    this.drawBars(page);
    if (isNew) page.call('onLoad', page.query);
    page.call('onShow');
    if (isNew) page.call('onReady');
  }

  private cover(): void {
    const page = this.top();
    if (page?.element.isConnected) page.call('onHide'); // a page under others was told already
    page?.leave();
  }

  private uncover(): void {
    const page = this.top();
    if (!page) return;
    if (!page.element.isConnected) page.enter(this.main);
    this.drawBars(page);
    page.call('onShow');
  }

  private close(page: WeappPage | undefined): void {
    if (!page) return;
    page.call('onUnload');
    page.leave();
    this.tabs.delete(page.route);
  }

  private drawBars(page: WeappPage): void {
    const { window: defaults, tabBar } = this.appFile;
    this.title.textContent = page.config.navigationBarTitleText ?? defaults?.navigationBarTitleText ?? '';
    this.back.hidden = this.pages.length < 2;
    const custom = (page.config.navigationStyle ?? defaults?.navigationStyle) === 'custom';
    if (this.title.parentElement) this.title.parentElement.hidden = custom;
    this.showTabBar(true);
    tabBar?.list.forEach(({ pagePath }, index) => {
      this.tabBar.children[index]?.setAttribute('aria-current', pagePath === page.route ? 'page' : 'false');
    });
  }

  private showTabBar(wanted: boolean): void {
    this.tabBar.hidden = !wanted || !this.isTab(this.top()?.route ?? '');
  }

  private buildTabBar(): void {
    this.appFile.tabBar?.list.forEach(({ pagePath, text }, index) => {
      const tab = element('button');
      tab.textContent = text;
      tab.addEventListener('click', () => {
        this.switchTab(pagePath);
        this.top()?.call('onTabItemTap', { index, pagePath, text });
      });
      this.tabBar.append(tab);
    });
  }

  private scrollTo({ scrollTop, selector }: WxOptions): void {
    const content = this.top()?.content;
    if (typeof selector === 'string') content?.querySelector(selector)?.scrollIntoView();
    else content?.scrollTo(0, Number(scrollTop ?? 0));
  }

  private isTab(route: string): boolean {
    return this.appFile.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false;
  }

  /** `url` is absolute (`/pages/…`) or relative to the page that is seen. WeChat decodes nothing in the query. */
  private parsed(url: string): { route: string; query: Record<string, string> } {
    const [path = '', search = ''] = url.split('?');
    const { pathname } = new URL(path, `http://package/${this.top()?.route ?? ''}`);
    const pairs = search.split('&').filter(Boolean);
    const query = pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]);
    return { route: pathname.slice(1), query: Object.fromEntries(query) };
  }
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  return document.createElement(tag);
}
