const path = require('node:path');
const attributes = require('./ariaAttributes');

/** Taro plugin: keeps aria attributes, which the mini-program template otherwise drops. */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return; // the web platform renders attributes itself
      platform.runtimePath = [].concat(platform.runtimePath, path.resolve(__dirname, 'ariaRuntime.js'));
      platform.template.mergeComponents(ctx, attributes);
    },
  });
};
