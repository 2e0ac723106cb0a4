import Taro from '@tarojs/taro';

/** What was kept under the key, or undefined: also when the storage refuses (private browsing). */
export function read<T>(key: string): T | undefined {
  try {
    const kept: unknown = Taro.getStorageSync(key);
    return kept === '' || kept === null || kept === undefined ? undefined : (kept as T);
  } catch {
    return undefined;
  }
}

/** Keeps a JSON value. Answers false when the storage is full or refuses. */
export function write(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(key, value);
    return true;
  } catch {
    return false;
  }
}

export function remove(key: string): void {
  try {
    Taro.removeStorageSync(key);
  } catch {
    // Nothing could be kept there either.
  }
}
