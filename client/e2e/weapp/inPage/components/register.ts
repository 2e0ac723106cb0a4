import { Button } from './button';
import { CheckboxChoice, Picker, RadioChoice, SliderChoice, SwitchChoice } from './choices';
import { InputField, TextField } from './fields';
import { MapView, Picture, ScrollView } from './views';

/** Makes the stand-ins known to the browser. Tags without one are plain boxes, as `<view>` is. */
export function registerComponents(): void {
  const standIns: Record<string, CustomElementConstructor> = {
    button: Button,
    checkbox: CheckboxChoice,
    radio: RadioChoice,
    switch: SwitchChoice,
    slider: SliderChoice,
    picker: Picker,
    input: InputField,
    textarea: TextField,
    image: Picture,
    map: MapView,
    'scroll-view': ScrollView,
  };
  for (const [tag, standIn] of Object.entries(standIns)) customElements.define(`wx-${tag}`, standIn);
}

/** An attribute that a page leaves empty is absent: the browser would read an empty `role` or `aria-…` as a value. */
export function dropEmptyRoles(): void {
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function set(name: string, value: string): void {
    if (value === '' && (name === 'role' || name.startsWith('aria-'))) this.removeAttribute(name);
    else setAttribute.call(this, name, value);
  };
}
