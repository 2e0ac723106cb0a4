import type { Photo as PhotoInfo } from '@jierong/shared/media';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Photo } from '@/components/photo';
import { Picture } from '@/components/picture';
import { Tap } from '@/components/tap';
import { photoUrl } from '@/services/media';
import { previewPhotos } from '@/services/platformPhotos';
import { photoAlt } from '@/text/common';
import { photoTags, staffText } from '@/text/staff';

interface Props {
  title: string;
  photos: readonly PhotoInfo[];
  /** Without a tag: what it shows is said above it. */
  plain?: boolean;
}

/** One photo whole and large, the others under it: nothing of it is cut away. */
export function BigPhotos({ title, photos, plain }: Props) {
  const [at, setAt] = useState(0);
  const shown = photos[at] ?? photos[0];
  if (!shown) return null;
  const alt = (photo: PhotoInfo, n: number) => photo.alt ?? photoAlt(title, photo.view, n + 1);
  // What is written on it comes first in what is heard, in the same words.
  const seen = [
    ...(plain ? [] : [photoTags[shown.view]]),
    ...(photos.length > 1 ? [staffText.photoOf(photos.indexOf(shown) + 1, photos.length)] : []),
  ];
  const urls = photos.map(({ key }) => photoUrl(key, 'full'));
  return (
    <View>
      <Tap
        className="photo staff__big"
        label={[seen.join(' '), staffText.openPhoto(alt(shown, at))].filter(Boolean).join('，')}
        onTap={() => previewPhotos(urls, photos.indexOf(shown))}
      >
        <Picture className="staff__whole" src={photoUrl(shown.key, 'card')} alt={alt(shown, at)} whole />
        {!plain && <Text className="photo__tag">{photoTags[shown.view]}</Text>}
        {photos.length > 1 && (
          <Text className="photo__tag photo__tag--br">
            {staffText.photoOf(photos.indexOf(shown) + 1, photos.length)}
          </Text>
        )}
      </Tap>
      {photos.length > 1 && (
        <View className="staff__thumbs">
          {photos.map((photo, n) => (
            <Photo
              key={`${photo.key}${n}`}
              className={`staff__thumb${photo === shown ? ' is-on' : ''}`}
              src={photoUrl(photo.key, 'thumb')}
              alt={alt(photo, n)}
              onTap={() => setAt(n)}
            />
          ))}
        </View>
      )}
    </View>
  );
}
