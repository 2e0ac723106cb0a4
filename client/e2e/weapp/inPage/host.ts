import { answered, calls } from './answers';
import { dropEmptyRoles, registerComponents } from './components/register';
import type { Boot, InPage } from './contract';
import { dialogFunctions } from './dialogs';
import { type Definition, Scripts } from './scripts';
import { PageStack } from './stack';
import { deviceFunctions, setConnection } from './wxDevice';
import { queryFunctions } from './wxQuery';
import { storageFunctions } from './wxStorage';

/** The mini-program as the test side reaches it: starts the app, and does what only the system does. */
class Host implements InPage {
  readonly calls = calls;
  storage: Record<string, unknown> = {};
  private pages: PageStack | undefined;
  private app: Definition = {};

  boot(boot: Boot): void {
    this.storage = boot.storage;
    this.answer(boot.answered);
    dropEmptyRoles();
    registerComponents();
    const pages = new PageStack(boot);
    const launch = { path: boot.route, query: boot.query };
    const wx = {
      ...listeners,
      ...dialogFunctions,
      ...deviceFunctions(launch),
      ...storageFunctions(this.storage),
      ...queryFunctions(pages),
      ...pages.functions(),
    };
    pages.scripts = new Scripts(boot.files, wx, () => pages.instances());
    this.pages = pages;
    this.app = pages.scripts.loadApp();
    this.tellApp('onLaunch', { ...launch, scene: 1001 });
    this.tellApp('onShow', { ...launch, scene: 1001 });
    const query = new URLSearchParams(boot.query).toString();
    pages.reLaunchUrl(`/${boot.route}${query ? `?${query}` : ''}`);
  }

  reLaunch(url: string): void {
    this.pages?.reLaunchUrl(url);
  }

  async pullDown(): Promise<void> {
    await this.pages?.top()?.call('onPullDownRefresh');
  }

  reachBottom(): void {
    const content = this.pages?.top()?.content;
    content?.scrollTo(0, content.scrollHeight);
  }

  show(): void {
    this.tellApp('onShow', { path: this.pages?.top()?.route, query: {}, scene: 1001 });
    this.pages?.top()?.call('onShow');
  }

  hide(): void {
    this.pages?.top()?.call('onHide');
    this.tellApp('onHide');
  }

  setOnline(online: boolean): void {
    setConnection(online);
  }

  answer(names: string[]): void {
    for (const name of names) answered.add(name);
  }

  stack(): string[] {
    return this.pages?.instances().map(({ route }) => route) ?? [];
  }

  private tellApp(name: string, ...args: unknown[]): void {
    const method = this.app[name];
    if (typeof method === 'function') method.apply(this.app, args);
  }
}

/** Events of the app that never happen here. */
const listeners = Object.fromEntries(
  `AppShow AppHide Error PageNotFound UnhandledRejection ThemeChange KeyboardHeightChange WindowResize NeedPrivacyAuthorization
  MemoryWarning UserCaptureScreen LocationChange`
    .split(/\s+/)
    .flatMap((event) => [`on${event}`, `off${event}`].map((name) => [name, () => undefined])),
);

window.weapp = new Host();
