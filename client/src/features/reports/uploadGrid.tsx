import { PhotoGrid } from '@/components/photoGrid';
import type { PhotoUploads } from '@/features/photos/usePhotoUploads';
import { previewPhotos } from '@/services/platformPhotos';
import { commonText } from '@/text/common';

interface Props {
  photos: PhotoUploads;
  label: string;
  max: number;
  addLabel?: string;
}

/** Photos being sent, with the place for the next one. */
export function UploadGrid({ photos, label, max, addLabel }: Props) {
  const { items } = photos;
  return (
    <>
      <PhotoGrid
        label={label}
        photos={items.map(({ id, src, status, progress }, i) => ({
          key: id,
          src,
          alt: `${label} ${i + 1}`,
          status,
          progress,
        }))}
        max={max}
        addLabel={addLabel}
        onAdd={() => void photos.add()}
        onRemove={photos.remove}
        onRetry={photos.retry}
        onOpen={(id) =>
          previewPhotos(
            items.map(({ src }) => src),
            items.findIndex((item) => item.id === id),
          )
        }
      />
      {photos.sheets}
    </>
  );
}

/** What keeps photos from being sent with a form, in words for its button. */
export function missingPhotos(photos: Pick<PhotoUploads, 'busy' | 'failed'>): string | undefined {
  if (photos.busy) return commonText.photosSending;
  return photos.failed ? commonText.photosFailed : undefined;
}
