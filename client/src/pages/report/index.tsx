import { districts } from '@jierong/shared/endpoints/districts';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Page } from '@/components/page';
import { useRequest } from '@/services/useRequest';
import { reportText } from '@/text/report';
import { Duplicates } from './duplicates';
import { GroupCard } from './groupCard';
import './index.scss';
import { PhotosCard } from './photosCard';
import { PlaceCard } from './placeCard';
import { SentView } from './sentView';
import { SubmitBar } from './submitBar';
import { useReportForm } from './useReportForm';
import { WordsCard } from './wordsCard';

/** 随手拍: photo first, then place, kind and words; one report however often it is sent. */
export default function ReportPage() {
  const form = useReportForm();
  const info = useRequest(districts.info, {}).data;
  const { draft, change, photos, sent, setSent } = form;

  if (sent) {
    const another = () => {
      setSent(undefined);
      void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
    };
    return (
      <Page tab title={reportText.title}>
        <SentView sent={sent} onTold={(report) => setSent({ ...sent, report })} onAnother={another} />
        {form.sheets}
      </Page>
    );
  }
  return (
    <Page tab title={reportText.title} bar={<SubmitBar form={form} undoMinutes={info?.timers.undoMinutes} />}>
      <View className="stack report__form">
        <PhotosCard photos={photos} />
        <PlaceCard
          place={draft.place}
          district={info?.district}
          group={draft.group}
          onChange={(place) => change({ place })}
        />
        <GroupCard group={draft.group} code={draft.code} onChange={(group) => change({ group, code: undefined })} />
        <WordsCard
          words={draft.words}
          anonymous={draft.anonymous}
          onWords={(words) => change({ words })}
          onAnonymous={(anonymous) => change({ anonymous })}
        />
      </View>
      {form.act.error && <View className="report__room" />}
      <Duplicates form={form} />
      {form.sheets}
    </Page>
  );
}
