import { Text, View } from '@tarojs/components';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Icon } from './icon/icon';
import { Photo, type PhotoStatus } from './photo';
import { Tap } from './tap';

interface Props {
  label: string;
  photos: readonly {
    key: string;
    src: string;
    alt: string;
    status?: PhotoStatus;
    progress?: number;
    tag?: string;
  }[];
  max: number;
  addLabel?: string;
  onAdd?: () => void;
  onRemove?: (key: string) => void;
  onRetry?: (key: string) => void;
  onOpen?: (key: string) => void;
}

/** Photos three a row, with a place for the next one while there is room. */
export function PhotoGrid({ label, photos, max, addLabel, onAdd, onRemove, onRetry, onOpen }: Props) {
  return (
    <View className="photos" {...aria({ role: 'group', label })}>
      {photos.map((photo) => {
        const act = photo.status === 'failed' && onRetry ? onRetry : onOpen;
        return (
          <View key={photo.key} className="photos__one">
            <Photo
              src={photo.src}
              alt={photo.alt}
              status={photo.status}
              progress={photo.progress}
              tag={photo.tag}
              onTap={act && (() => act(photo.key))}
            />
            {onRemove && (
              <Tap
                className="photos__remove"
                label={partsText.removePhoto(photo.alt)}
                onTap={() => onRemove(photo.key)}
              >
                <View className="photos__x">
                  <Icon name="ui-close" size="s" />
                </View>
              </Tap>
            )}
          </View>
        );
      })}
      {onAdd && photos.length < max && (
        <Tap className="addphoto" onTap={onAdd}>
          <Icon name="act-camera" size="l" />
          <Text>{addLabel ?? partsText.addPhoto}</Text>
        </Tap>
      )}
    </View>
  );
}
