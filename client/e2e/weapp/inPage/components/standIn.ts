import { rawAttribute, tell } from '../glassEasel';

/**
 * Base of the stand-ins for WeChat's native components. Their insides live in a shadow tree, as native ones are out of
 * a page's reach; playwright looks into it.
 */
export abstract class StandIn extends HTMLElement {
  /** Puts the insides in order after an attribute changed. */
  abstract refresh(name: string): void;

  attributeChangedCallback(name: string): void {
    this.refresh(name);
  }

  /** The value given to an attribute, lists and objects whole. */
  protected given(name: string): unknown {
    return rawAttribute(this, name);
  }

  protected on(name: string): boolean {
    const value = this.given(name);
    return value === true || value === 'true';
  }

  protected words(name: string): string {
    const value = this.given(name);
    return value === undefined || value === null ? '' : String(value);
  }

  protected tell(event: string, detail: unknown, bubbles = false): void {
    tell(this, event, detail, bubbles);
  }
}

/** Makes a click and the keys that stand for it do something, unless the component is disabled. */
export function whenTapped(element: HTMLElement, act: () => void): void {
  element.addEventListener('click', () => {
    if (element.getAttribute('aria-disabled') !== 'true') act();
  });
}
