import { reports } from '@jierong/shared/endpoints/reports';
import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Photo } from '@/components/photo';
import { type PhotoUploads, usePhotoUploads } from '@/features/photos/usePhotoUploads';
import { ActPage, type ActProps } from '@/features/reports/actPage';
import { backToReport } from '@/features/reports/navigate';
import { toast } from '@/features/reports/toast';
import { missingPhotos, UploadGrid } from '@/features/reports/uploadGrid';
import { photoUrl } from '@/services/media';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { disputeText } from '@/text/acts';
import { commonText, photoAlt } from '@/text/common';
import { errorSentence } from '@/text/errors';
import './index.scss';

/** Shortest reason the API takes. */
const LEAST = 2;

/** 没修好: a photo of how it is now, and what is wrong. */
export default function DisputePage() {
  return (
    <ActPage abilities={['dispute']} title={disputeText.title} cannot={disputeText.cannot}>
      {(props) => <DisputeForm {...props} />}
    </ActPage>
  );
}

function DisputeForm({ report, attempt }: ActProps) {
  const { id, version, title } = report;
  const [reason, setReason] = useState('');
  const photos = usePhotoUploads(limits.photosPerDispute);
  const { busy, error, run } = useAction();
  const text = reason.trim();
  const missing = missingOf(photos, text);
  const send = async () => {
    const input = { id, version, reason: text, photos: photos.keys };
    const told = await run(() => attempt(() => request(reports.dispute, input)));
    if (!told) return;
    toast(disputeText.sent);
    backToReport(id);
  };
  const pairs = [
    { photo: report.photos[0], tag: disputeText.before },
    { photo: report.afterPhotos.at(-1), tag: disputeText.after },
  ];
  return (
    <>
      <Card title={disputeText.heading}>
        <Text className="sub">{disputeText.note}</Text>
        <View className="dispute__pair mt3">
          {pairs.map(
            ({ photo, tag }) =>
              photo && (
                <Photo
                  key={tag}
                  src={photoUrl(photo.key, 'card')}
                  alt={photo.alt ?? photoAlt(title, photo.view, 1)}
                  tag={tag}
                />
              ),
          )}
        </View>
        <View className="sub mt3">{disputeText.photos}</View>
        <View className="mt2">
          <UploadGrid
            photos={photos}
            label={disputeText.photos}
            max={limits.photosPerDispute}
            addLabel={disputeText.addPhoto}
          />
        </View>
        <View className="mt3">
          <Field
            label={disputeText.reason}
            placeholder={disputeText.example}
            multiline
            value={reason}
            max={limits.reason}
            onInput={setReason}
          />
        </View>
      </Card>
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      <Btn wide disabled={missing !== undefined} busy={busy} busyLabel={commonText.sending} onTap={send}>
        {missing ?? disputeText.send}
      </Btn>
    </>
  );
}

function missingOf(photos: PhotoUploads, reason: string): string | undefined {
  const missing = missingPhotos(photos);
  if (missing) return missing;
  if (photos.keys.length === 0) return disputeText.needPhoto;
  return reason.length < LEAST ? disputeText.needReason : undefined;
}
