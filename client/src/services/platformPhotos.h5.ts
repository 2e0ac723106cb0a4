import type { LocalPhoto, Upload, UploadRequest } from './platformPhotos';

/** Lets people take or choose photos. Empty when they leave without one. */
export function choosePhotos(count: number, from: ('camera' | 'album')[] = ['camera', 'album']): Promise<LocalPhoto[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.multiple = count > 1;
    if (!from.includes('album')) input.setAttribute('capture', 'environment');
    input.addEventListener('cancel', () => resolve([]));
    input.addEventListener('change', () => {
      const files = Array.from(input.files ?? []).slice(0, count);
      resolve(files.map((file) => ({ path: URL.createObjectURL(file), size: file.size, blob: file })));
    });
    input.click();
  });
}

/** Sends one photo as the multipart field `photo`. fetch tells no upload progress, XMLHttpRequest does. */
export function uploadPhoto({ url, headers, photo, onProgress }: UploadRequest): Upload {
  const request = new XMLHttpRequest();
  const done = (async () => {
    const blob = photo.blob ?? (await (await fetch(photo.path)).blob());
    const form = new FormData();
    form.append('photo', blob, 'photo.jpg');
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
      request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
        if (lengthComputable) onProgress(loaded / total);
      });
      request.addEventListener('load', () => resolve({ status: request.status, body: request.responseText }));
      request.addEventListener('error', () => reject(new Error('network')));
      request.addEventListener('abort', () => reject(new Error('aborted')));
      request.open('POST', url);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.send(form);
    });
  })();
  return { done, abort: () => request.abort() };
}

/** Shows a photo in full in a tab of its own. */
export function previewPhotos(urls: readonly string[], at: number): void {
  const url = urls[at];
  if (url) window.open(url, '_blank', 'noopener');
}
