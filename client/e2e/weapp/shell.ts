/** The page in which the mini-program is shown: WeChat's bars, and its defaults for native components. */
export const shell = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>街容共治</title>
<style>
  html, body { height: 100%; margin: 0 }
  body { display: flex; flex-direction: column; font: 16px/1.4 sans-serif; -webkit-text-size-adjust: none }
  header { display: flex; align-items: center; min-height: 44px; background: #f1f5f3 }
  header[hidden], nav[hidden] { display: none }
  header h1 { flex: 1; margin: 0; font-size: 17px; text-align: center }
  nav { display: flex; background: #fff }
  nav button { flex: 1; min-height: 48px; border: 0; background: none; font: inherit }
  nav button[aria-current=page] { color: #0a6469 }
  main { flex: 1; min-height: 0 }
  .weapp-page { height: 100%; contain: strict }
  .weapp-page-content { height: 100%; overflow-y: auto }
  .weapp-overlay { position: fixed; left: 20px; right: 20px; top: 30%; z-index: 9999; padding: 12px; background: #fff;
    border-radius: 8px; box-shadow: 0 0 0 100vmax #0006; max-height: 60%; overflow: auto }
  .weapp-overlay button { display: block; width: 100%; min-height: 44px }
  .weapp-toast, .weapp-loading { box-shadow: none; background: #333; color: #fff; pointer-events: none }
  :where(wx-view, wx-scroll-view, wx-form, wx-swiper, wx-swiper-item, wx-picker, wx-map, wx-cover-view) { display: block }
  :where(wx-text) { white-space: pre-line }
  :where(wx-button) { display: block; box-sizing: border-box; text-align: center; background: #f2f2f2; border-radius: 5px;
    line-height: 2.55; font-size: 18px; padding: 0 14px; cursor: pointer }
  :where(wx-button[type=primary]) { background: #07c160; color: #fff }
  :where(wx-switch, wx-checkbox, wx-radio) { display: inline-block; width: 40px; height: 24px; border: 1px solid #888 }
  :where([aria-checked=true]):where(wx-switch, wx-checkbox, wx-radio) { background: #07c160 }
  [hidden] { display: none !important }
</style>
<body></body>
</html>`;
