import { StandIn } from './standIn';

/** `<image>`: shows pictures of the package, of the phone's album, of the API, and data addresses. */
export class Picture extends StandIn {
  static readonly observedAttributes = ['src', 'mode', 'aria-label'];
  private readonly picture = document.createElement('img');

  constructor() {
    super();
    const style = document.createElement('style');
    style.textContent =
      ':host { display: inline-block; overflow: hidden; width: 320px; height: 240px } img { width: 100%; height: 100% }';
    this.picture.alt = '';
    this.attachShadow({ mode: 'open' }).append(style, this.picture);
    this.picture.addEventListener('load', () => {
      this.tell('load', { width: this.picture.naturalWidth, height: this.picture.naturalHeight });
    });
    this.picture.addEventListener('error', () => this.tell('error', { errMsg: 'GET failed' }));
  }

  refresh(name: string): void {
    const { picture } = this;
    if (name === 'src') {
      const address = this.words('src').replace('wxfile://tmp_', '/__file/');
      if (address) picture.src = address;
      else picture.removeAttribute('src');
    }
    if (name === 'mode') {
      picture.style.objectFit = objectFit(this.words('mode'));
      picture.style.height = this.words('mode') === 'widthFix' ? 'auto' : '';
    }
    if (name === 'aria-label' && this.hasAttribute('aria-label')) {
      picture.alt = this.words('aria-label');
      this.removeAttribute('aria-label');
    }
  }
}

function objectFit(mode: string): string {
  if (mode === 'aspectFill') return 'cover';
  return mode === 'aspectFit' ? 'contain' : 'fill';
}

interface Marker {
  id: number;
  title?: string;
  ariaLabel?: string;
  callout?: { content?: string };
  label?: { content?: string };
}

/** `<map>`: no map, but its markers as buttons to tap. */
export class MapView extends StandIn {
  static readonly observedAttributes = ['markers'];
  private readonly list = document.createElement('div');

  constructor() {
    super();
    const style = document.createElement('style');
    style.textContent = `:host { display: block; min-height: 150px; background: #dfe9df; overflow: auto }
      div { padding: 40% 64px 0 16px }`; // clear of what pages lay over a map
    this.attachShadow({ mode: 'open' }).append(style, this.list, document.createElement('slot'));
  }

  refresh(): void {
    const given = this.given('markers');
    const markers = Array.isArray(given) ? (given as Marker[]) : [];
    this.list.replaceChildren(...markers.map((marker) => this.button(marker)));
  }

  private button(marker: Marker): HTMLButtonElement {
    const element = document.createElement('button');
    element.textContent =
      marker.ariaLabel ?? marker.title ?? marker.callout?.content ?? marker.label?.content ?? `标记 ${marker.id}`;
    element.addEventListener('mousedown', (happened) => happened.stopPropagation());
    element.addEventListener('click', () => this.tell('markertap', { markerId: marker.id }));
    return element;
  }
}

/** `<scroll-view>`: scrolls, and tells of its ends. */
export class ScrollView extends StandIn {
  static readonly observedAttributes = ['scroll-x', 'scroll-y', 'scroll-top', 'scroll-left', 'scroll-into-view'];
  private readonly end = { upper: true, lower: false };

  constructor() {
    super();
    this.addEventListener('scroll', (happened) => {
      if (happened.target !== this) return;
      happened.stopImmediatePropagation(); // the page hears WeChat's event instead of the browser's
      this.scrolled();
    });
  }

  refresh(name: string): void {
    if (name === 'scroll-x') this.style.overflowX = this.on('scroll-x') ? 'auto' : 'hidden';
    if (name === 'scroll-y') this.style.overflowY = this.on('scroll-y') ? 'auto' : 'hidden';
    if (name === 'scroll-top' && this.words(name)) this.scrollTop = Number(this.words(name));
    if (name === 'scroll-left' && this.words(name)) this.scrollLeft = Number(this.words(name));
    const target = name === 'scroll-into-view' ? this.words(name) : '';
    if (target) this.querySelector(`#${CSS.escape(target)}`)?.scrollIntoView();
  }

  private scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = this;
    this.tell('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth });
    const horizontal = this.on('scroll-x');
    const before = horizontal ? scrollLeft : scrollTop;
    const after = horizontal ? scrollWidth - clientWidth - scrollLeft : scrollHeight - clientHeight - scrollTop;
    this.reached('upper', before <= Number(this.given('upper-threshold') ?? 50));
    this.reached('lower', after <= Number(this.given('lower-threshold') ?? 50));
  }

  private reached(end: 'upper' | 'lower', now: boolean): void {
    if (now && !this.end[end]) this.tell(`scrollto${end}`, { direction: end === 'upper' ? 'top' : 'bottom' });
    this.end[end] = now;
  }
}
