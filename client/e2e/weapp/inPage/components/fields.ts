import { StandIn } from './standIn';

const watched = ['value', 'type', 'password', 'placeholder', 'disabled', 'maxlength', 'focus', 'aria-label'];

/** `<input>` and `<textarea>`: a real field inside, so that a test fills it by placeholder or label. */
abstract class Field extends StandIn {
  static readonly observedAttributes = watched;
  protected abstract readonly field: HTMLInputElement | HTMLTextAreaElement;

  protected build(): void {
    const root = this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = `:host { display: block } input, textarea { all: unset; box-sizing: border-box; width: 100%;
      min-height: 100%; font: inherit; color: inherit; white-space: pre-wrap; overflow-wrap: anywhere }`;
    root.append(style, this.field);
    for (const event of ['input', 'change', 'focus', 'blur', 'keydown']) {
      this.field.addEventListener(event, (happened) => {
        happened.stopPropagation(); // the page hears WeChat's event instead of the browser's
        this.hear(happened);
      });
    }
  }

  connectedCallback(): void {
    if (this.on('focus')) this.field.focus();
  }

  refresh(name: string): void {
    const { field } = this;
    if (name === 'value' && field.value !== this.words('value')) field.value = this.words('value');
    if (name === 'disabled') field.disabled = this.on('disabled');
    if (name === 'focus' && this.on('focus')) field.focus();
    if (name === 'aria-label' || name === 'placeholder') this.moveInside(name);
    if (field instanceof HTMLInputElement && (name === 'type' || name === 'password')) {
      field.type = this.on('password') ? 'password' : 'text';
      field.inputMode = /^(number|digit|idcard)$/.test(this.words('type')) ? 'decimal' : 'text';
    }
  }

  /** What names the field stays with the field alone: else a test would find two by the one name. */
  private moveInside(name: string): void {
    if (!this.hasAttribute(name)) return;
    this.field.setAttribute(name, this.words(name));
    this.removeAttribute(name);
  }

  private hear(happened: Event): void {
    const { field } = this;
    if (happened.type === 'input') {
      const most = Number(this.given('maxlength') ?? -1);
      if (most >= 0 && field.value.length > most) field.value = field.value.slice(0, most);
      this.tell('input', { value: field.value, cursor: field.selectionEnd ?? field.value.length });
    } else if (happened.type === 'keydown') {
      if (happened instanceof KeyboardEvent && happened.key === 'Enter') this.confirm();
    } else if (happened.type !== 'change') {
      this.tell(happened.type, { value: field.value, height: 0 });
    }
  }

  private confirm(): void {
    if (this.field instanceof HTMLInputElement) this.tell('confirm', { value: this.field.value });
  }

  /** What a form collects. */
  get formValue(): string {
    return this.field.value;
  }
}

export class InputField extends Field {
  protected readonly field = document.createElement('input');

  constructor() {
    super();
    this.build();
  }
}

export class TextField extends Field {
  protected readonly field = document.createElement('textarea');

  constructor() {
    super();
    this.build();
  }
}
