import Taro from '@tarojs/taro';
import type { LocalPhoto } from '@/services/platformPhotos';

/**
 * Keeps a photo where it outlives the program; WeChat may remove what the camera leaves.
 * @param _id of the photo, for platforms that keep by name
 * @returns the photo at its lasting path, or as it came when there is no room
 */
export function keepPhoto(_id: string, photo: LocalPhoto): Promise<LocalPhoto> {
  return new Promise((resolve) => {
    try {
      Taro.getFileSystemManager().saveFile({
        tempFilePath: photo.path,
        success: ({ savedFilePath }) => resolve({ ...photo, path: String(savedFilePath) }),
        fail: () => resolve(photo),
      });
    } catch {
      resolve(photo);
    }
  });
}

/** A photo kept before; undefined when it is gone. */
export function recallPhoto(_id: string, path: string): Promise<LocalPhoto | undefined> {
  return new Promise((resolve) => {
    try {
      Taro.getFileSystemManager().getFileInfo({
        filePath: path,
        success: ({ size }) => resolve({ path, size }),
        fail: () => resolve(undefined),
      });
    } catch {
      resolve(undefined);
    }
  });
}

/** Removes a kept photo. */
export function dropPhoto(_id: string, path: string): void {
  try {
    Taro.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => undefined });
  } catch {
    // It was never kept.
  }
}
