import { answered, bridged, record } from '../answers';
import { tell } from '../glassEasel';
import { StandIn, whenTapped } from './standIn';

/** Events that a button of an open type gives, and the answer where the test has none. */
const openTypes: Record<string, { event: string; answer: unknown }> = {
  getPhoneNumber: { event: 'getphonenumber', answer: { errMsg: 'getPhoneNumber:ok', code: 'phone-code' } },
  agreePrivacyAuthorization: { event: 'agreeprivacyauthorization', answer: {} },
  chooseAvatar: { event: 'chooseavatar', answer: { avatarUrl: '' } },
  openSetting: { event: 'opensetting', answer: { errMsg: 'openSetting:ok', authSetting: {} } },
};

/** `<button>`: announced as one, silent while disabled, with form and open types. */
export class Button extends StandIn {
  static readonly observedAttributes = ['disabled', 'role'];

  connectedCallback(): void {
    this.refresh('role');
    if (this.hasAttribute('tabindex')) return;
    this.tabIndex = 0;
    whenTapped(this, () => void this.tapped());
  }

  refresh(name: string): void {
    if (name === 'role' && !this.getAttribute('role')) this.setAttribute('role', 'button');
    if (name !== 'disabled') return;
    if (this.on('disabled')) this.setAttribute('aria-disabled', 'true');
    else this.removeAttribute('aria-disabled');
    this.style.pointerEvents = this.on('disabled') ? 'none' : ''; // a disabled button gives no tap
  }

  private async tapped(): Promise<void> {
    const formType = this.words('form-type');
    const form = this.closest('wx-form');
    if (form && formType) tell(form, formType, { value: formValues(form) });
    const openType = openTypes[this.words('open-type')];
    if (!openType) return;
    const name = this.words('open-type');
    record(name, {});
    this.tell(openType.event, answered.has(name) ? await bridged(name, {}) : openType.answer);
  }
}

function formValues(form: Element): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of form.querySelectorAll<HTMLElement & { formValue?: unknown }>('[name]')) {
    const name = field.getAttribute('name');
    if (name && field.formValue !== undefined) values[name] = field.formValue;
  }
  return values;
}
