import type { CaseInfo } from '@jierong/shared/cases';
import type { Photo as PhotoInfo } from '@jierong/shared/media';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from '@/components/aria';
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
  const compare = before && after && (
    <View className="case__compare" {...aria({ role: 'group', label: caseText.compare })}>
      <Compare
        before={photoUrl(before.key, 'card')}
        after={photoUrl(after.key, 'card')}
        beforeAlt={altOf(info, before, 0)}
        afterAlt={altOf(info, after, 0)}
      />
    </View>
  );
  return (
    <>
      <Shots info={info} photos={[...info.photos, ...info.afterPhotos]} lead={compare} />
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

interface ShotsProps {
  info: CaseInfo;
  photos: readonly PhotoInfo[];
  /** In the large place, instead of the first photo. */
  lead?: ReactNode;
}

/** One large, the others beside it. */
function Shots({ info, photos, lead }: ShotsProps) {
  if (photos.length === 0) return null;
  const urls = photos.map(({ key }) => photoUrl(key, 'full'));
  const places = photos.length + (lead ? 1 : 0);
  return (
    <View className={`case__shots case__shots--${Math.min(places, 3)}`}>
      {lead}
      {photos.map((photo, n) => (
        <Photo
          key={`${photo.key}${n}`}
          className="case__shot"
          src={photoUrl(photo.key, places > 2 && (lead || n > 0) ? 'thumb' : 'card')}
          alt={altOf(info, photo, n)}
          tag={photoTags[photo.view]}
          onTap={() => previewPhotos(urls, n)}
        />
      ))}
    </View>
  );
}
