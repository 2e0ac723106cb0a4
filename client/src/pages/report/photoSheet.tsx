import { View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Photo } from '@/components/photo';
import { Picks } from '@/components/pick';
import { Sheet } from '@/components/sheet';
import type { PhotoItem, PhotoView } from '@/features/photos/photoItem';
import { previewPhotos } from '@/services/platformPhotos';
import { reportText } from '@/text/report';

interface Props {
  item: PhotoItem;
  onView: (view: PhotoView) => void;
  onRemove: () => void;
  onClose: () => void;
}

const views = [
  { value: 'far', label: reportText.farOption },
  { value: 'near', label: reportText.nearOption },
] as const;

/** One photo, large: what it shows, or away with it. */
export function PhotoSheet({ item, onView, onRemove, onClose }: Props) {
  return (
    <Sheet
      open
      tab
      title={reportText.photoTitle}
      onClose={onClose}
      foot={
        <View className="btns">
          <Btn kind="plain" onTap={onRemove}>
            {reportText.removePhoto}
          </Btn>
          <Btn onTap={onClose}>{reportText.photoDone}</Btn>
        </View>
      }
    >
      <Photo src={item.src} alt={reportText[item.view]} onTap={() => previewPhotos([item.src], 0)} />
      <View className="mt3">
        <Picks
          stack
          label={reportText.photoView}
          options={views}
          value={[item.view]}
          onChange={([view]) => view && onView(view)}
        />
      </View>
    </Sheet>
  );
}
