import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Card } from '@/components/card';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Photo } from '@/components/photo';
import { Stages } from '@/components/stages';
import { Steps } from '@/components/steps';
import { Tap } from '@/components/tap';
import { Timeline } from '@/components/timeline';
import { photoUrl } from '@/services/media';
import { previewPhotos } from '@/services/platformPhotos';
import { timelineSentence } from '@/text/actions';
import { photoAlt } from '@/text/common';
import { detailText, holderText, nextSteps } from '@/text/detail';
import { stagesOf } from '@/text/states';
import { whenText } from '@/text/time';

/** Steps shown before the rest is unfolded. */
const FIRST = 4;

/** Whose hands it is in, what happens next, and all that happened. */
export function ProgressPart({ report, now }: { report: ReportInfo; now: number }) {
  const [unfolded, setUnfolded] = useState(false);
  const steps = nextSteps(report, now);
  const newestFirst = [...report.timeline].reverse();
  const shown = unfolded ? newestFirst : newestFirst.slice(0, FIRST);
  const ended = ['withdrawn', 'merged'].includes(report.state);
  return (
    <Card label={detailText.where}>
      {!ended && (
        <>
          <Stages label={detailText.stages} items={stagesOf(report)} />
          <View className="rule" />
        </>
      )}
      <View className="card__head">
        <Heading>{detailText.where}</Heading>
        {newestFirst.length > FIRST && (
          <Tap className="link" expanded={unfolded} onTap={() => setUnfolded(!unfolded)}>
            <Text>{unfolded ? detailText.fewerSteps : detailText.allSteps(newestFirst.length)}</Text>
            <Icon name={unfolded ? 'ui-up' : 'ui-down'} size="s" />
          </Tap>
        )}
      </View>
      <View className="detail__holder strong">{holderText(report)}</View>
      <Timeline
        label={detailText.where}
        items={shown.map((entry, i) => {
          const { title, note, icon, bad } = timelineSentence(entry, now);
          return {
            key: String(entry.seq),
            icon,
            title,
            note,
            time: whenText(entry.at, now),
            tone: bad ? 'bad' : i === 0 ? 'now' : 'past',
            children: entry.photos.length > 0 && (
              <View className="detail__evidence">
                {entry.photos.map((photo, at) => (
                  <Photo
                    key={photo.key}
                    className="detail__evidencePhoto"
                    src={photoUrl(photo.key, 'thumb')}
                    alt={photo.alt ?? photoAlt(title, photo.view, at + 1)}
                    onTap={() =>
                      previewPhotos(
                        entry.photos.map((p) => photoUrl(p.key, 'full')),
                        at,
                      )
                    }
                  />
                ))}
              </View>
            ),
          };
        })}
      />
      {steps.length > 0 && (
        <>
          <View className="rule" />
          <View className="strong mt2">{detailText.next}</View>
          <View className="mt2">
            <Steps items={steps} />
          </View>
        </>
      )}
    </Card>
  );
}
