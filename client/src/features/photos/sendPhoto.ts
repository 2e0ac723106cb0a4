import type { ErrorAnswer } from '@jierong/shared/errors';
import type { Uploaded } from '@jierong/shared/media';
import { type LocalPhoto, type Upload, uploadPhoto } from '@/services/platformPhotos';
import { RequestError } from '@/services/request';

/** So long may a photo make no way at all before it is given up. */
const STALL_MS = 30_000;

export interface Sending {
  /** @throws RequestError */
  done: Promise<Uploaded>;
  abort: () => void;
}

/** Sends one photo to the server. A line that has gone silent ends as a time-out. */
export function sendPhoto(photo: LocalPhoto, token: string, onProgress: (share: number) => void): Sending {
  let stalled = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let upload: Upload | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stalled = true;
      upload?.abort();
    }, STALL_MS);
  };
  upload = uploadPhoto({
    url: `${API_BASE}/uploads`,
    headers: { Authorization: `Bearer ${token}` },
    photo,
    onProgress: (share) => {
      wait();
      onProgress(share);
    },
  });
  wait();
  const done = upload.done
    .catch(() => {
      throw new RequestError(stalled ? 'timeout' : 'offline');
    })
    .then(({ status, body }) => read(status, body))
    .finally(() => clearTimeout(timer));
  return { done, abort: upload.abort };
}

function read(status: number, body: string): Uploaded {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    throw new RequestError('internalError');
  }
  if (status >= 200 && status < 300) return answer as Uploaded;
  const error = (answer as Partial<ErrorAnswer> | null)?.error;
  throw new RequestError(error?.code ?? 'internalError', error?.data, error?.requestId);
}
