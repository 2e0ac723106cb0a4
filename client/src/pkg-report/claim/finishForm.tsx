import { claims } from '@jierong/shared/endpoints/claims';
import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Photo } from '@/components/photo';
import { Water } from '@/components/water';
import { usePhotoUploads } from '@/features/photos/usePhotoUploads';
import type { ActProps } from '@/features/reports/actPage';
import { ConfirmSheet } from '@/features/reports/confirmSheet';
import { backToReport } from '@/features/reports/navigate';
import { toast } from '@/features/reports/toast';
import { missingPhotos, UploadGrid } from '@/features/reports/uploadGrid';
import { useNow } from '@/features/reports/useNow';
import { photoUrl } from '@/services/media';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { claimText } from '@/text/acts';
import { commonText, photoAlt } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { clockText } from '@/text/time';

/** Done, with a photo like the first one; or given up. */
export function FinishForm({ report, attempt }: ActProps) {
  const { id, version, title, clock } = report;
  const now = useNow();
  const photos = usePhotoUploads(limits.photosPerFeedback);
  const [words, setWords] = useState('');
  const [leaving, setLeaving] = useState(false);
  const finishing = useAction();
  const givingUp = useAction();
  const original = report.photos[0];

  const finish = async () => {
    const note = words.trim();
    const input = { id, version, photos: photos.keys, ...(note ? { note } : {}) };
    const told = await finishing.run(() => attempt(() => request(claims.finish, input)));
    if (!told) return;
    toast(claimText.finished);
    backToReport(id);
  };
  const giveUp = async () => {
    const told = await givingUp.run(() => attempt(() => request(claims.giveUp, { id, version })));
    if (!told) return;
    toast(claimText.gaveUp);
    backToReport(id);
  };
  const missing = missingPhotos(photos) ?? (photos.keys.length === 0 ? claimText.needPhoto : undefined);
  return (
    <>
      {clock && <Water status={clock.status} share={clock.share} {...clockText(clock, now)} />}
      <Card title={claimText.finishHeading}>
        <Text className="sub">{claimText.finishNote}</Text>
        {original && (
          <View className="mt3">
            <Photo
              src={photoUrl(original.key, 'card')}
              alt={original.alt ?? photoAlt(title, original.view, 1)}
              tag={claimText.original}
            />
          </View>
        )}
        <View className="sub mt3">{claimText.after}</View>
        <View className="mt2">
          <UploadGrid
            photos={photos}
            label={claimText.after}
            max={limits.photosPerFeedback}
            addLabel={claimText.addPhoto}
          />
        </View>
        <View className="mt3">
          <Field label={claimText.words} multiline value={words} max={limits.note} onInput={setWords} />
        </View>
      </Card>
      {finishing.error && (
        <Notice tone="bad" alert>
          {errorSentence(finishing.error)}
        </Notice>
      )}
      <Btn wide disabled={missing !== undefined} busy={finishing.busy} busyLabel={commonText.sending} onTap={finish}>
        {missing ?? claimText.finish}
      </Btn>
      <Btn wide kind="plain" onTap={() => setLeaving(true)}>
        {claimText.giveUp}
      </Btn>
      {leaving && (
        <ConfirmSheet
          title={claimText.giveUpTitle}
          text={claimText.giveUpText}
          yes={claimText.giveUpYes}
          action={givingUp}
          onYes={giveUp}
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  );
}
