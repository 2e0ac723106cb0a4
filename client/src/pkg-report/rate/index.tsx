import { ratings } from '@jierong/shared/endpoints/ratings';
import { limits } from '@jierong/shared/limits';
import { type Satisfaction, satisfaction } from '@jierong/shared/ratings';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Picks } from '@/components/pick';
import { StarsPick } from '@/components/stars';
import { ActPage, type ActProps } from '@/features/reports/actPage';
import { backToReport } from '@/features/reports/navigate';
import { toast } from '@/features/reports/toast';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { rateText, satisfactionLabels } from '@/text/acts';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import './index.scss';

const stars = ['speed', 'quality', 'manner'] as const;
type Star = (typeof stars)[number];
const starWords = { speed: rateText.speedWords, quality: rateText.qualityWords, manner: rateText.mannerWords };
const overall = satisfaction.options.map((value) => ({ value, label: satisfactionLabels[value] }));

/** 评一评: satisfaction, stars for speed, quality and manner, and words. */
export default function RatePage() {
  return (
    <ActPage abilities={['rate']} title={rateText.title} cannot={rateText.cannot}>
      {(props) => <RateForm {...props} />}
    </ActPage>
  );
}

function RateForm({ report, attempt }: ActProps) {
  const [feeling, setFeeling] = useState<Satisfaction>();
  const [given, setGiven] = useState<Record<Star, number>>({ speed: 0, quality: 0, manner: 0 });
  const [words, setWords] = useState('');
  const { busy, error, run } = useAction();
  const missing = [
    ...(feeling ? [] : [rateText.overall]),
    ...stars.filter((star) => given[star] === 0).map((star) => rateText[star]),
  ];
  const send = async () => {
    if (!feeling) return;
    const input = { reportId: report.id, ...given, satisfaction: feeling, words: words.trim() };
    const told = await run(() => attempt(() => request(ratings.add, input)));
    if (!told) return;
    toast(told.state === report.state ? rateText.thanks : rateText.thanksRedo);
    backToReport(report.id);
  };
  return (
    <>
      <Card title={rateText.heading}>
        <Text className="cap">{[report.title, report.unit?.name ?? report.claimedBy].filter(Boolean).join(' · ')}</Text>
        <View className="rate__overall mt3">
          <Picks
            label={rateText.overall}
            options={overall}
            value={feeling ? [feeling] : []}
            onChange={([chosen]) => setFeeling(chosen)}
          />
        </View>
        {stars.map((star) => (
          <View key={star} className="rate__row">
            <Text className="strong">{rateText[star]}</Text>
            <StarsPick
              label={rateText[star]}
              value={given[star]}
              words={starWords[star]}
              onChange={(n) => setGiven({ ...given, [star]: n })}
            />
          </View>
        ))}
        <View className="mt3">
          <Field label={rateText.words} multiline value={words} max={limits.words} onInput={setWords} />
        </View>
      </Card>
      <Notice>
        {report.mine && <Text>{rateText.redo}</Text>}
        <Text>{rateText.note(report.unit?.name)}</Text>
      </Notice>
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      <Btn wide disabled={missing.length > 0} busy={busy} busyLabel={commonText.sending} onTap={send}>
        {missing.length ? rateText.missing(missing) : rateText.send}
      </Btn>
    </>
  );
}
