import { WxFailure, wxFunction } from './answers';

/** `wx` storage, in the memory of the page; the test side takes it over a restart of the app. */
export function storageFunctions(storage: Record<string, unknown>): Record<string, unknown> {
  // Through JSON, as in WeChat: what comes out is never what went in, and functions do not pass.
  const copy = (value: unknown): unknown => (value === undefined ? '' : JSON.parse(JSON.stringify(value)));
  const set = (key: string, value: unknown): void => {
    storage[key] = copy(value);
  };
  const remove = (key: string): void => {
    delete storage[key];
  };
  const clear = (): void => Object.keys(storage).forEach(remove);
  const info = () => ({
    keys: Object.keys(storage),
    currentSize: Math.ceil(JSON.stringify(storage).length / 1024),
    limitSize: 10_240,
  });
  return {
    getStorageSync: (key: string) => copy(storage[key]),
    setStorageSync: set,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    getStorage: wxFunction('getStorage', ({ key }) => {
      if (!(String(key) in storage)) throw new WxFailure('fail data not found');
      return { data: copy(storage[String(key)]) };
    }),
    setStorage: wxFunction('setStorage', ({ key, data }) => set(String(key), data)),
    removeStorage: wxFunction('removeStorage', ({ key }) => remove(String(key))),
    clearStorage: wxFunction('clearStorage', clear),
    getStorageInfo: wxFunction('getStorageInfo', info),
  };
}
