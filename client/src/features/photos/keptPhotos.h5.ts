import type { LocalPhoto } from '@/services/platformPhotos';

const DATABASE = 'photos';
const STORE = 'kept';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = act(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** The address of a chosen file ends with the page; its content is kept in the browser's own database. */
export async function keepPhoto(id: string, photo: LocalPhoto): Promise<LocalPhoto> {
  try {
    if (photo.blob) await inStore('readwrite', (store) => store.put(photo.blob, id));
  } catch {
    // Private browsing, or no room: the photo lasts as long as the page.
  }
  return photo;
}

/** A photo kept before; undefined when it is gone. */
export async function recallPhoto(id: string, _path: string): Promise<LocalPhoto | undefined> {
  try {
    const blob: unknown = await inStore<unknown>('readonly', (store) => store.get(id));
    return blob instanceof Blob ? { path: URL.createObjectURL(blob), size: blob.size, blob } : undefined;
  } catch {
    return undefined;
  }
}

/** Removes a kept photo. */
export function dropPhoto(id: string, path: string): void {
  URL.revokeObjectURL(path);
  void inStore('readwrite', (store) => store.delete(id)).catch(() => undefined);
}
