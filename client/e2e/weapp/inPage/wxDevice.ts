import { phone } from '../styles';
import { bridged, record, type WxOptions, wxFunction } from './answers';

/** The phone that the tests stand for, as the system functions tell it. */
const system = {
  SDKVersion: '3.6.0',
  version: '8.0.50',
  brand: 'devtools',
  model: 'phone',
  platform: 'devtools',
  system: 'iOS 17.0',
  language: 'zh_CN',
  theme: 'light',
  fontSizeSetting: 16,
  fontSizeScaleFactor: 1,
  pixelRatio: 2,
  windowWidth: phone.width,
  windowHeight: phone.height,
  screenWidth: phone.width,
  screenHeight: phone.height,
  statusBarHeight: 20,
  screenTop: 0,
  safeArea: {
    top: 20,
    bottom: phone.height,
    left: 0,
    right: phone.width,
    width: phone.width,
    height: phone.height - 20,
  },
};

/** Functions that only have to succeed; what they were given is recorded. */
const silent = `setNavigationBarColor showNavigationBarLoading hideNavigationBarLoading setBackgroundColor
  setBackgroundTextStyle showShareMenu hideShareMenu updateShareMenu vibrateShort vibrateLong hideKeyboard
  stopPullDownRefresh setTabBarBadge removeTabBarBadge showTabBarRedDot hideTabBarRedDot
  setTabBarItem setTabBarStyle makePhoneCall openLocation previewImage setClipboardData saveImageToPhotosAlbum
  setKeepScreenOn enableAlertBeforeUnload disableAlertBeforeUnload requirePrivacyAuthorize openPrivacyContract authorize
  preloadSubpackage reportAnalytics reportEvent loadFontFace`.split(/\s+/);

/** Functions that the test side does: the network, the album, files. */
const remote = ['login', 'chooseMedia', 'chooseLocation', 'getLocation', 'downloadFile', 'getFileInfo', 'getImageInfo'];

/** Whether the phone has a network, and who wants to hear of it. */
export const connection = { online: true, listeners: new Set<(state: unknown) => void>() };

function connectionState() {
  return { isConnected: connection.online, networkType: connection.online ? 'wifi' : 'none' };
}

/** Tells the app that the network came or went. */
export function setConnection(online: boolean): void {
  connection.online = online;
  for (const listener of connection.listeners) listener(connectionState());
}

function accepted({ tmplIds }: WxOptions): unknown {
  return Object.fromEntries((tmplIds as string[]).map((id) => [id, 'accept']));
}

/** A call of the network: answers as the others, and gives a task that can be given up. */
function task(name: string) {
  return (options: WxOptions = {}) => {
    let given = true;
    const whileGiven = (callback: unknown) => (result: unknown) => {
      if (given && typeof callback === 'function') callback(result);
    };
    wxFunction(name, (wanted) => bridged(name, wanted))({
      ...options,
      success: whileGiven(options.success),
      fail: whileGiven(options.fail),
      complete: whileGiven(options.complete),
    });
    const abort = (): void => {
      if (!given) return;
      given = false;
      const failure = { errMsg: `${name}:fail abort` };
      options.fail?.(failure);
      options.complete?.(failure);
    };
    const ignored = (): void => undefined;
    return {
      abort,
      onProgressUpdate: ignored,
      offProgressUpdate: ignored,
      onHeadersReceived: ignored,
      offHeadersReceived: ignored,
    };
  };
}

/** Functions about the phone, the account and the world outside. */
export function deviceFunctions(launch: { path: string; query: Record<string, string> }): Record<string, unknown> {
  const launched = { ...launch, scene: 1001, referrerInfo: {} };
  return {
    ...Object.fromEntries(silent.map((name) => [name, wxFunction(name, () => ({}))])),
    ...Object.fromEntries(remote.map((name) => [name, wxFunction(name, (options) => bridged(name, options))])),
    request: task('request'),
    uploadFile: task('uploadFile'),
    compressImage: wxFunction('compressImage', ({ src }) => ({ tempFilePath: src })),
    requestSubscribeMessage: wxFunction('requestSubscribeMessage', accepted),
    getSetting: wxFunction('getSetting', () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true } })),
    openSetting: wxFunction('openSetting', () => ({ authSetting: {} })),
    getPrivacySetting: wxFunction('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '' })),
    checkSession: wxFunction('checkSession', () => ({})),
    getNetworkType: wxFunction('getNetworkType', connectionState),
    getSystemInfo: wxFunction('getSystemInfo', () => system),
    onNetworkStatusChange: (listener: (state: unknown) => void) => connection.listeners.add(listener),
    offNetworkStatusChange: (listener: (state: unknown) => void) => connection.listeners.delete(listener),
    getSystemInfoSync: () => system,
    getWindowInfo: () => system,
    getDeviceInfo: () => system,
    getAppBaseInfo: () => system,
    getSystemSetting: () => ({ locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }),
    getAppAuthorizeSetting: () => ({ locationAuthorized: 'authorized', cameraAuthorized: 'authorized' }),
    getMenuButtonBoundingClientRect: () => ({ top: 24, right: 368, bottom: 56, left: 281, width: 87, height: 32 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: () => launched,
    getEnterOptionsSync: () => launched,
    canIUse: () => true,
    nextTick: (act: () => void) => setTimeout(act, 0),
    getUpdateManager: () => ({
      onCheckForUpdate: () => undefined,
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
    }),
    createMapContext: mapContext,
  };
}

/** A map's context: every function succeeds, and is recorded. */
function mapContext(): unknown {
  const names = [
    'moveToLocation',
    'includePoints',
    'initMarkerCluster',
    'addMarkers',
    'removeMarkers',
    'translateMarker',
  ];
  const functions = names.map((name) => [name, wxFunction(`MapContext.${name}`, () => ({}))]);
  return {
    ...Object.fromEntries(functions),
    on: (event: string) => record('MapContext.on', event),
    off: (event: string) => record('MapContext.off', event),
    getCenterLocation: wxFunction('MapContext.getCenterLocation', () => shownMap().centre),
    getScale: wxFunction('MapContext.getScale', () => ({ scale: shownMap().scale })),
    getRegion: wxFunction('MapContext.getRegion', () => {
      const { centre, scale } = shownMap();
      const half = (180 / 2 ** scale) * (phone.width / 256); // degrees from the middle to the edge
      return {
        southwest: { latitude: centre.latitude - half, longitude: centre.longitude - half },
        northeast: { latitude: centre.latitude + half, longitude: centre.longitude + half },
      };
    }),
  };
}

/** Where the map that is seen stands. */
function shownMap(): { centre: { latitude: number; longitude: number }; scale: number } {
  const given = (name: string): number => Number(document.querySelector('wx-map')?.getAttribute(name));
  return { centre: { latitude: given('latitude'), longitude: given('longitude') }, scale: given('scale') };
}
