import { mediaPath, type PhotoSize } from '@jierong/shared/media';

/** Address of a stored photo: `thumb` 320, `card` 960, `full` 2048 pixels on its longest side. */
export const photoUrl = (key: string, size: PhotoSize): string => API_BASE + mediaPath(key, size);
