import { ask, choose } from '../dialogs';
import { rawAttribute, tell } from '../glassEasel';
import { StandIn, whenTapped } from './standIn';

/** `<switch>`, `<checkbox>` and `<radio>`. */
abstract class Choice extends StandIn {
  static readonly observedAttributes = ['checked', 'disabled'];
  protected abstract readonly kind: 'switch' | 'checkbox' | 'radio';

  connectedCallback(): void {
    if (this.hasAttribute('role')) return;
    this.setAttribute('role', this.kind);
    whenTapped(this, () => this.tapped());
  }

  refresh(name: string): void {
    if (name === 'checked') this.checked = this.on('checked');
    if (name === 'disabled') this.setAttribute('aria-disabled', String(this.on('disabled')));
  }

  get checked(): boolean {
    return this.getAttribute('aria-checked') === 'true';
  }

  set checked(value: boolean) {
    this.setAttribute('aria-checked', String(value));
  }

  /** What a form collects. */
  get formValue(): unknown {
    return this.checked;
  }

  protected abstract tapped(): void;

  get choice(): string {
    return this.words('value');
  }
}

export class SwitchChoice extends Choice {
  protected readonly kind = 'switch';

  protected tapped(): void {
    this.checked = !this.checked;
    this.tell('change', { value: this.checked });
  }
}

export class CheckboxChoice extends Choice {
  protected readonly kind = 'checkbox';

  protected tapped(): void {
    this.checked = !this.checked;
    const group = this.closest('wx-checkbox-group');
    if (!group) return;
    const all = [...group.querySelectorAll<CheckboxChoice>('wx-checkbox')];
    tell(group, 'change', { value: all.filter(({ checked }) => checked).map(({ choice }) => choice) });
  }
}

export class RadioChoice extends Choice {
  protected readonly kind = 'radio';

  protected tapped(): void {
    const group = this.closest('wx-radio-group');
    if (!group) return;
    for (const other of group.querySelectorAll<RadioChoice>('wx-radio')) other.checked = other === this;
    tell(group, 'change', { value: this.choice });
  }
}

/** `<slider>`: a real range inside. */
export class SliderChoice extends StandIn {
  static readonly observedAttributes = ['value', 'min', 'max', 'step', 'disabled', 'aria-label'];
  private readonly range = document.createElement('input');

  constructor() {
    super();
    this.range.type = 'range';
    this.attachShadow({ mode: 'open' }).append(this.range);
    this.range.addEventListener('input', (happened) => {
      happened.stopPropagation();
      this.tell('changing', { value: Number(this.range.value) });
      this.tell('change', { value: Number(this.range.value) });
    });
  }

  refresh(name: string): void {
    if (name === 'disabled') this.range.disabled = this.on('disabled');
    else this.range.setAttribute(name, this.words(name));
  }
}

/** `<picker>`: a tap asks in a dialog. Lists by buttons, dates and times by the browser's own fields. */
export class Picker extends StandIn {
  static readonly observedAttributes = ['disabled'];

  constructor() {
    super();
    this.addEventListener('click', () => {
      if (!this.on('disabled')) void this.pick();
    });
  }

  refresh(): void {
    if (this.on('disabled')) this.setAttribute('aria-disabled', 'true');
    else this.removeAttribute('aria-disabled');
  }

  private async pick(): Promise<void> {
    const value = await this.picked(this.words('mode') || 'selector');
    if (value === undefined) this.tell('cancel', {});
    else this.tell('change', { value });
  }

  private async picked(mode: string): Promise<unknown> {
    const label = this.words('header-text') || this.getAttribute('aria-label') || '选择';
    if (mode === 'date' || mode === 'time') return ask(label, mode, this.words('value'));
    const range = (this.given('range') ?? []) as unknown[];
    if (mode === 'selector') return choose(label, this.names(range));
    if (mode !== 'multiSelector') throw new Error(`a picker of mode ${mode} has no stand-in`);
    const value: number[] = [];
    for (const column of range) {
      const index = await choose(label, this.names(column as unknown[]));
      if (index === undefined) return undefined;
      value.push(index);
    }
    return value;
  }

  private names(range: unknown[]): string[] {
    const key = String(rawAttribute(this, 'range-key') ?? '');
    return range.map((item) => String(key ? (item as Record<string, unknown>)[key] : item));
  }
}
