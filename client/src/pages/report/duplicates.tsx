import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportCard } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Photo } from '@/components/photo';
import { Sheet } from '@/components/sheet';
import { StateChip } from '@/components/stateChip';
import { openReport } from '@/features/reports/navigate';
import { useNow } from '@/features/reports/useNow';
import { photoUrl } from '@/services/media';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { photoAlt, supportsText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { reportText } from '@/text/report';
import { stateLabel } from '@/text/states';
import { whenText } from '@/text/time';
import type { ReportForm } from './useReportForm';

/** Reports that may be the same one, by large photos: support one of them, or go on. */
export function Duplicates({ form }: { form: ReportForm }) {
  const [supported, setSupported] = useState<ReportCard>();
  const support = useAction();
  const { similar, closeSimilar, distinct, drop, signedIn, act } = form;

  const same = (report: ReportCard) =>
    support.run(async () => {
      const answer = await signedIn(() => request(reports.support, { id: report.id }));
      if (!answer) return;
      closeSimilar();
      setSupported(report);
    });
  if (supported) {
    const close = () => setSupported(undefined);
    const away = () => {
      drop();
      close();
    };
    return (
      <Sheet
        open
        tab
        title={reportText.supportedTitle}
        onClose={close}
        foot={
          <View className="btns btns--stack">
            <Btn kind="plain" onTap={close}>
              {reportText.keepDraft}
            </Btn>
            <Btn onTap={away}>{reportText.dropDraft}</Btn>
          </View>
        }
      >
        <Text className="sub">{reportText.supportedNote}</Text>
        <View className="mt3">
          <Btn wide kind="soft" onTap={() => openReport(supported.id)}>
            {reportText.seeReport}
          </Btn>
        </View>
      </Sheet>
    );
  }
  return (
    <Sheet
      open={similar !== undefined}
      tab
      title={reportText.duplicatesTitle}
      onClose={closeSimilar}
      foot={
        <Btn wide kind="line" busy={act.busy} busyLabel={reportText.submitting} onTap={() => void distinct()}>
          {reportText.notSame}
        </Btn>
      }
    >
      <Text className="sub">{reportText.duplicatesNote}</Text>
      {support.error && (
        <Notice tone="bad" alert>
          {errorSentence(support.error)}
        </Notice>
      )}
      {similar?.map((report) => (
        <Similar key={report.id} report={report} busy={support.busy} onSame={() => void same(report)} />
      ))}
    </Sheet>
  );
}

function Similar({ report, busy, onSame }: { report: ReportCard; busy: boolean; onSame: () => void }) {
  const now = useNow();
  const { cover, distanceMeters, title } = report;
  return (
    <View className="report__similar">
      <View className="report__large">
        <Photo
          className="report__cover"
          src={cover && photoUrl(cover.key, 'card')}
          alt={cover?.alt ?? photoAlt(title, 'far', 1)}
          tag={distanceMeters === undefined ? undefined : reportText.distance(distanceMeters)}
          tagAt="tl"
        />
        <Text className="photo__tag photo__tag--br">{whenText(report.createdAt, now)}</Text>
      </View>
      <View className="strong mt2">{title}</View>
      <View className="cap">{report.place.address}</View>
      <View className="row wrap mt1">
        <StateChip state={report.state} label={stateLabel(report)} />
        {report.supports > 0 && (
          <View className="row report__supports">
            <Icon name="act-support" size="s" />
            <Text className="cap">{supportsText(report.supports)}</Text>
          </View>
        )}
      </View>
      <View className="mt2">
        <Btn wide size="mid" icon="act-support" busy={busy} disabled={report.mine} onTap={onSame}>
          {report.mine ? reportText.yours : reportText.same}
        </Btn>
      </View>
    </View>
  );
}
