import type { Photo as ReportPhoto } from '@jierong/shared/media';
import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Compare } from '@/components/compare';
import { Photo } from '@/components/photo';
import { Tap } from '@/components/tap';
import { photoUrl } from '@/services/media';
import { previewPhotos } from '@/services/platformPhotos';
import { photoAlt } from '@/text/common';
import { detailText } from '@/text/detail';

/** The photos: before and after in one frame where there is an after, and all of them below. */
export function Gallery({ report }: { report: ReportInfo }) {
  const { photos, afterPhotos, title } = report;
  const all = [...photos, ...afterPhotos];
  const [at, setAt] = useState<number>();
  const before = photos[0];
  const after = afterPhotos.at(-1);
  const alt = (photo: ReportPhoto) => photo.alt ?? photoAlt(title, photo.view, all.indexOf(photo) + 1);
  const compared = at === undefined && before && after;
  const shown = all[at ?? 0];
  if (!shown) return null;
  return (
    <View className="detail__gallery">
      {compared ? (
        <Compare
          before={photoUrl(before.key, 'card')}
          after={photoUrl(after.key, 'card')}
          beforeAlt={alt(before)}
          afterAlt={alt(after)}
        />
      ) : (
        <View className="detail__frame">
          <Photo
            className="detail__photo"
            src={photoUrl(shown.key, 'card')}
            alt={alt(shown)}
            tag={detailText.viewTags[shown.view]}
            onTap={() =>
              previewPhotos(
                all.map((p) => photoUrl(p.key, 'full')),
                at ?? 0,
              )
            }
          />
          {all.length > 1 && (
            <Text className="photo__tag photo__tag--br" {...aria({ hidden: true })}>
              {`${(at ?? 0) + 1} / ${all.length}`}
            </Text>
          )}
        </View>
      )}
      {all.length > 1 && (
        <View className="detail__thumbs" {...aria({ role: 'group', label: detailText.allPhotos })}>
          {all.map((photo, i) => (
            <Tap
              key={photo.key}
              className={`detail__thumb${i === at ? ' is-on' : ''}`}
              label={`${detailText.photoAt(i + 1, all.length)}，${alt(photo)}`}
              pressed={i === at}
              onTap={() => setAt(i === at && after ? undefined : i)}
            >
              <Photo className="detail__thumbPhoto" src={photoUrl(photo.key, 'thumb')} alt="" />
            </Tap>
          ))}
        </View>
      )}
    </View>
  );
}
