import Taro from '@tarojs/taro';
import { authorizePrivacy } from './platform';

/** A photo on the device: `path` shows it, `size` in bytes, `blob` in a browser. */
export interface LocalPhoto {
  path: string;
  size: number;
  blob?: Blob;
}

export interface UploadRequest {
  url: string;
  headers: Record<string, string>;
  photo: LocalPhoto;
  /** Share sent, 0 to 1. */
  onProgress: (share: number) => void;
}

export interface Upload {
  /** The answer, whatever its status; rejects when none came. `body` is text. */
  done: Promise<{ status: number; body: string }>;
  abort: () => void;
}

/** Lets people take or choose photos. Empty when they leave without one. */
export async function choosePhotos(
  count: number,
  from: ('camera' | 'album')[] = ['camera', 'album'],
): Promise<LocalPhoto[]> {
  if (!(await authorizePrivacy())) return [];
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: from,
    });
    return tempFiles.map(({ tempFilePath, size }) => ({ path: tempFilePath, size }));
  } catch {
    return [];
  }
}

/** Sends one photo as the multipart field `photo`. */
export function uploadPhoto({ url, headers, photo, onProgress }: UploadRequest): Upload {
  let abort = () => {};
  const done = new Promise<{ status: number; body: string }>((resolve, reject) => {
    const task = Taro.uploadFile({
      url,
      filePath: photo.path,
      name: 'photo',
      header: headers,
      success: ({ statusCode, data }) => resolve({ status: statusCode, body: data }),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
    task.onProgressUpdate(({ progress }) => onProgress(progress / 100));
    abort = () => task.abort();
  });
  return { done, abort: () => abort() };
}

/** Shows photos one by one, beginning with the one at `at`. */
export function previewPhotos(urls: readonly string[], at: number): void {
  void Taro.previewImage({ urls: [...urls], current: urls[at] });
}
