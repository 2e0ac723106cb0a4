import { units } from '@jierong/shared/endpoints/ratings';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Cell } from '@/components/cell';
import { ErrorState } from '@/components/errorState';
import { Heading } from '@/components/heading';
import { DemoTag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Seg } from '@/components/seg';
import { Skeleton } from '@/components/skeleton';
import { go } from '@/features/mine/go';
import { Hero } from '@/features/mine/hero';
import { useNow } from '@/features/reports/useNow';
import { useRequest } from '@/services/useRequest';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { unitText } from '@/text/mine';
import { RatingsPart } from './ratingsPart';
import { WordsPart } from './wordsPart';

const periods = ['30', '60', '365'] as const;
type Period = (typeof periods)[number];

/** How much a unit handled, how much of it on time, and what people say of it. */
export function UnitResult({ id }: { id: string }) {
  const [days, setDays] = useState<Period>('60');
  const { data, error, reload } = useRequest(units.result, { id, days: Number(days) }, { keep: true });
  const now = useNow();
  if (!data)
    return error ? (
      <ErrorState
        title={error.code === 'notFound' ? unitText.gone : undefined}
        text={errorSentence(error)}
        onRetry={reload}
      >
        <Btn kind="plain" onTap={() => go('/pkg-mine/unit/index')}>
          {unitText.others}
        </Btn>
      </ErrorState>
    ) : (
      <Skeleton shape="page" count={2} />
    );
  const { unit, handled, onTime, reworked } = data;
  return (
    <>
      <Seg
        label={unitText.period}
        options={periods.map((value) => ({ value, label: unitText.days[value] }))}
        value={days}
        onChange={setDays}
      />
      <Hero label={`${unit.name}，${unitText.onTimeLabel(onTime, handled)}`}>
        <Heading>{unit.name}</Heading>
        <View className="kv mt4">
          <Figure value={String(handled)} name={unitText.handled} />
          <Figure value={unitText.onTimeOf(onTime, handled)} name={unitText.onTime} />
          <Figure value={String(reworked)} name={unitText.reworked} />
        </View>
      </Hero>
      {error && (
        <Notice
          tone="bad"
          alert
          action={
            <Btn size="sm" kind="plain" onTap={reload}>
              {commonText.retry}
            </Btn>
          }
        >
          {errorSentence(error)}
        </Notice>
      )}
      <Card label={unitText.open} className="unit__list">
        <Cell icon="state-handling" title={unitText.open} value={unitText.pieces(data.open)} />
        <Cell icon="ui-alert" title={unitText.overdue} value={unitText.pieces(data.overdue)} />
      </Card>
      <RatingsPart result={data} />
      <WordsPart result={data} now={now} />
      <Card label={unitText.others} className="unit__list">
        <Cell icon="ui-flag" title={unitText.others} onTap={() => go('/pkg-mine/unit/index')} />
        <Cell icon="ui-chart" title={unitText.board} onTap={() => go('/pkg-staff/board/index')} />
      </Card>
      {unit.demonstration && <DemoTag />}
    </>
  );
}

function Figure({ value, name }: { value: string; name: string }) {
  return (
    <View>
      <View className="num">{value}</View>
      <View className="cap">{name}</View>
    </View>
  );
}
