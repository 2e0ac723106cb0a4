/**
 * Lowered for iOS 12 and Chromium 80 (WeChat's own engines are newer), not to ES5: that is larger, and turns calls
 * with a spread into `apply`, which keeps all of zod's core in the bundle.
 */
const targets = { ios: '12', chrome: '80' };

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', useBuiltIns: false, targets }]],
};
