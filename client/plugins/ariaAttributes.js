// The compile-time template and the runtime's alias table both read this list and MUST agree:
// one of the two alone shifts the generated property names and every binding after them.
const NAMES = {
  state: [
    'aria-checked',
    'aria-disabled',
    'aria-expanded',
    'aria-selected',
    'aria-pressed',
    'aria-current',
    'aria-busy',
  ],
  region: ['aria-live', 'aria-modal', 'aria-atomic'],
  value: ['aria-valuenow', 'aria-valuemin', 'aria-valuemax', 'aria-valuetext'],
  base: ['aria-role', 'aria-label', 'aria-hidden'],
};

const pick = (...groups) => Object.fromEntries(groups.flatMap((group) => NAMES[group]).map((name) => [name, '']));

module.exports = {
  View: pick('base', 'state', 'region', 'value'),
  Text: pick('base'),
  Image: pick('base'),
  Button: pick('base', 'state'),
  Input: pick('base', 'state'),
  Textarea: pick('base', 'state'),
  Picker: pick('base', 'state'),
  Slider: pick('base', 'value'),
  Switch: pick('base', 'state'),
  ScrollView: pick('base', 'region'),
  Map: pick('base'),
};
