import type { CaseInfo } from '@jierong/shared/cases';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { Photo } from '@/components/photo';
import { Tap } from '@/components/tap';
import { Timeline } from '@/components/timeline';
import { photoUrl } from '@/services/media';
import { previewPhotos } from '@/services/platformPhotos';
import { caseEntrySentence } from '@/text/cases';
import { photoAlt } from '@/text/common';
import { caseText } from '@/text/desk';
import { shortWhen } from '@/text/staff';

const SHOWN = 4;

/** What was done with the case and by whom, the newest first. */
export function CaseTimeline({ info, now }: { info: CaseInfo; now: number }) {
  const [all, setAll] = useState(false);
  const entries = [...info.timeline].reverse();
  const shown = all ? entries : entries.slice(0, SHOWN);
  const fold = entries.length > SHOWN && (
    <Tap className="link" expanded={all} onTap={() => setAll(!all)}>
      <Text>{all ? caseText.fewerSteps : caseText.allSteps(entries.length)}</Text>
      <Icon name={all ? 'ui-up' : 'ui-down'} size="s" />
    </Tap>
  );
  return (
    <Card title={caseText.timeline} action={fold}>
      {entries.length === 0 && <Text className="sub">{caseText.noTimeline}</Text>}
      <Timeline
        label={caseText.timeline}
        items={shown.map((entry, n) => {
          const { title, note, icon, bad } = caseEntrySentence(entry, now);
          const urls = entry.photos.map(({ key }) => photoUrl(key, 'full'));
          return {
            key: String(entry.seq),
            icon,
            title,
            note,
            time: shortWhen(entry.at, now),
            tone: bad ? ('bad' as const) : n === 0 ? ('now' as const) : ('past' as const),
            children: urls.length > 0 && (
              <View className="case__entryphotos">
                {entry.photos.map((photo, at) => (
                  <Photo
                    key={`${photo.key}${at}`}
                    className="case__entryphoto"
                    src={photoUrl(photo.key, 'thumb')}
                    alt={photo.alt ?? photoAlt(info.title, photo.view, at + 1)}
                    onTap={() => previewPhotos(urls, at)}
                  />
                ))}
              </View>
            ),
          };
        })}
      />
    </Card>
  );
}
