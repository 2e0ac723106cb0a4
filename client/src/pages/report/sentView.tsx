import { districts } from '@jierong/shared/endpoints/districts';
import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Steps } from '@/components/steps';
import type { Submitted } from '@/features/draft/submitDraft';
import { openReport } from '@/features/reports/navigate';
import { useNow } from '@/features/reports/useNow';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { useRequest } from '@/services/useRequest';
import { reportText } from '@/text/report';
import { countdownText } from '@/text/time';

interface Props {
  sent: Submitted;
  /** The server told the report anew. */
  onTold: (report: ReportInfo) => void;
  onAnother: () => void;
}

/** 已收到: how long it can still be changed, and what happens next. */
export function SentView({ sent: { report, older }, onTold, onAnother }: Props) {
  const now = useNow(1000);
  const minutes = useRequest(districts.info, {}).data?.timers.undoMinutes;
  const { run } = useAction();
  const { id, undoUntil, state } = report;
  useDidShow(() => {
    void run(() => request(reports.info, { id })).then((told) => told && onTold(told));
  });

  const withdrawn = state === 'withdrawn';
  const left = undoUntil && state === 'received' ? new Date(undoUntil).getTime() - now : 0;
  const open = () => openReport(id);
  return (
    <View className="stack">
      <Card label={reportText.received}>
        <View className="report__done">
          <View className="report__tick">
            <Icon name={withdrawn ? 'state-withdrawn' : 'ui-check'} size="l" />
          </View>
          <Heading level={1} className="h2">
            {withdrawn ? reportText.withdrawn : reportText.received}
          </Heading>
          <View className="sub">{report.title}</View>
          <View className="cap">{report.place.address}</View>
        </View>
        {older && <Notice tone="soon">{reportText.older}</Notice>}
        {left > 0 && (
          <>
            <View className="report__left">{reportText.undoLeft(countdownText(left))}</View>
            <View className="btns">
              <Btn kind="line" icon="act-edit" onTap={open}>
                {reportText.edit}
              </Btn>
              <Btn kind="plain" icon="act-undo" onTap={open}>
                {reportText.withdraw}
              </Btn>
            </View>
          </>
        )}
        {left <= 0 && !withdrawn && <View className="report__left">{reportText.undoOver}</View>}
      </Card>
      {!withdrawn && minutes !== undefined && (
        <Card title={reportText.stepsTitle}>
          <Steps items={report.selfGovernable ? reportText.stepsClaim(minutes) : reportText.steps(minutes)} />
        </Card>
      )}
      {!withdrawn && (
        <Btn wide onTap={open}>
          {reportText.open}
        </Btn>
      )}
      <Btn wide kind="plain" icon="act-camera" onTap={onAnother}>
        {reportText.another}
      </Btn>
      <Text className="cap report__next">{withdrawn ? '' : reportText.inMine}</Text>
    </View>
  );
}
