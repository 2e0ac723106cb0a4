import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { PhotoGrid } from '@/components/photoGrid';
import { Tap } from '@/components/tap';
import { isHopeless, type PhotoItem } from '@/features/photos/photoItem';
import type { PhotoUploads } from '@/features/photos/usePhotoUploads';
import { useOnline } from '@/services/network';
import { errorSentence } from '@/text/errors';
import { reportText } from '@/text/report';
import { PhotoSheet } from './photoSheet';

/** The photos: where it is and what it is. */
export function PhotosCard({ photos }: { photos: PhotoUploads }) {
  const [open, setOpen] = useState<string>();
  const online = useOnline();
  const { items } = photos;
  const sent = items.filter(({ status }) => status === 'sent').length;
  const count =
    photos.busy || photos.failed
      ? reportText.photosSent(sent, items.length)
      : reportText.photosCount(items.length, limits.photosPerReport);
  const bad = items.find(isHopeless);
  const opened = items.find(({ id }) => id === open);
  const hasNear = items.some(({ view }) => view === 'near');
  return (
    <Card
      title={reportText.photosTitle}
      action={
        <View className="cap" {...aria({ live: 'polite' })}>
          {count}
        </View>
      }
    >
      {items.length === 0 ? (
        <Tap className="report__first" onTap={() => void photos.add()}>
          <Icon name="act-camera" size="l" />
          <Text className="strong">{reportText.first}</Text>
          <Text className="cap">{reportText.firstNote}</Text>
        </Tap>
      ) : (
        <>
          <PhotoGrid
            label={reportText.photosTitle}
            max={limits.photosPerReport}
            photos={items.map(({ id, src, status, progress, view, trouble }, at) => ({
              key: id,
              src,
              alt: reportText.alt(reportText[view], at + 1),
              status: shownStatus(status, trouble, online),
              progress,
              tag: reportText[view],
            }))}
            addLabel={hasNear ? reportText.addMore : reportText.addNear}
            onAdd={() => void photos.add()}
            onRetry={(id) => (bad?.id === id ? photos.remove(id) : photos.retry(id))}
            onOpen={setOpen}
          />
          {bad?.trouble && (
            <View className="mt2">
              <Notice tone="bad" alert>
                {errorSentence({ code: bad.trouble })}
              </Notice>
            </View>
          )}
          <View className="row row--top report__look">
            <Icon name="ui-shield" size="s" />
            <Text className="cap grow">{reportText.look}</Text>
          </View>
        </>
      )}
      {opened && (
        <PhotoSheet
          item={opened}
          onView={(view) => photos.setView(opened.id, view)}
          onRemove={() => {
            setOpen(undefined);
            photos.remove(opened.id);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Card>
  );
}

/** Without a network nothing went wrong with the photo: it waits, and goes on by itself. */
function shownStatus(status: PhotoItem['status'], trouble: PhotoItem['trouble'], online: boolean) {
  if (status === 'sent') return undefined;
  return status === 'failed' && trouble === 'offline' && !online ? 'waiting' : status;
}
