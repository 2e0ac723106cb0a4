import type { CaseInfo } from '@jierong/shared/cases';
import type { Photo as PhotoInfo } from '@jierong/shared/media';
import { Text, View } from '@tarojs/components';
import { Compare } from '@/components/compare';
import { Photo } from '@/components/photo';
import { photoUrl } from '@/services/media';
import { previewPhotos } from '@/services/platformPhotos';
import { photoAlt } from '@/text/common';
import { caseText } from '@/text/desk';
import { photoTags } from '@/text/staff';

const altOf = (info: CaseInfo, photo: PhotoInfo, n: number) => photo.alt ?? photoAlt(info.title, photo.view, n + 1);

/** Photos of the report, and before and after in one frame once it was handled; then those of a dispute. */
export function CasePhotos({ info }: { info: CaseInfo }) {
  const before = info.photos.find(({ view }) => view === 'far') ?? info.photos[0];
  const after = info.afterPhotos[0];
  return (
    <>
      {before && after && (
        <View className="case__compare">
          <Text className="cap">{caseText.compare}</Text>
          <Compare
            before={photoUrl(before.key, 'card')}
            after={photoUrl(after.key, 'card')}
            beforeAlt={altOf(info, before, 0)}
            afterAlt={altOf(info, after, 0)}
          />
        </View>
      )}
      <Shots info={info} photos={[...info.photos, ...info.afterPhotos]} />
      {info.disputePhotos.length > 0 && (
        <View className="case__dispute">
          <Text className="strong">{caseText.dispute}</Text>
          {info.disputeReason && <View className="sub">{info.disputeReason}</View>}
          <Shots info={info} photos={info.disputePhotos} />
        </View>
      )}
    </>
  );
}

function Shots({ info, photos }: { info: CaseInfo; photos: readonly PhotoInfo[] }) {
  if (photos.length === 0) return null;
  const urls = photos.map(({ key }) => photoUrl(key, 'full'));
  return (
    <View className={`case__shots case__shots--${Math.min(photos.length, 3)}`}>
      {photos.map((photo, n) => (
        <Photo
          key={`${photo.key}${n}`}
          className="case__shot"
          src={photoUrl(photo.key, photos.length > 2 && n > 0 ? 'thumb' : 'card')}
          alt={altOf(info, photo, n)}
          tag={photoTags[photo.view]}
          onTap={() => previewPhotos(urls, n)}
        />
      ))}
    </View>
  );
}
