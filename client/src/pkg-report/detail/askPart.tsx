import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { openAct } from '@/features/reports/navigate';
import { toast } from '@/features/reports/toast';
import type { SignedIn } from '@/features/session/useSignedIn';
import { actLabels } from '@/text/actions';
import { commonText } from '@/text/common';
import { detailText } from '@/text/detail';
import { signInText } from '@/text/signIn';
import { beforeText } from '@/text/time';
import type { ReportPage } from './useReport';

interface Props {
  report: ReportInfo;
  now: number;
  page: Pick<ReportPage, 'act' | 'action'>;
  me: SignedIn['me'];
  /** Signs in: only then is known whether the reader is asked. */
  onSignIn: () => void;
}

/** When it is said to be fixed: asks those concerned to look, and to rate. */
export function AskPart({ report, now, page, me, onSignIn }: Props) {
  const { abilities, state, origin, answerUntil, id, version } = report;
  const may = (ability: string) => abilities.includes(ability);
  if (!me && state === 'resolved')
    return (
      <Card className="detail__ask" title={detailText.askTitle}>
        <Text className="sub">{detailText.askSignedOut}</Text>
        <View className="mt3">
          <Btn kind="soft" wide onTap={onSignIn}>
            {signInText.signIn}
          </Btn>
        </View>
      </Card>
    );
  if (!may('confirm') && !may('dispute') && !may('rate')) return null;
  const confirm = async () => {
    if (await page.act(reports.confirm, { id, version })) toast(detailText.confirmed);
  };
  const official = origin !== 'claim';
  return (
    <>
      {(may('confirm') || may('dispute')) && (
        <Card className="detail__ask" title={detailText.askTitle}>
          {state === 'resolved' && (
            <View className="sub">
              <Text>{detailText.askCounts(report.asked, report.confirmed)}</Text>
              {may('confirm') && <Text>{official ? detailText.askOfficial : detailText.askClaim}</Text>}
            </View>
          )}
          <View className="btns btns--stack mt3">
            {may('confirm') && (
              <Btn icon="ui-check" busy={page.action.busy} busyLabel={commonText.sending} onTap={confirm}>
                {actLabels.confirm}
              </Btn>
            )}
            {may('dispute') && (
              <Btn kind="brick" icon="act-camera" onTap={() => openAct('dispute', id)}>
                {actLabels.dispute}
              </Btn>
            )}
          </View>
          <View className="cap mt2">
            <Text>{detailText.askDispute}</Text>
            {answerUntil && <Text>{detailText.askUntil(beforeText(answerUntil, now), official)}</Text>}
          </View>
        </Card>
      )}
      {may('rate') && (
        <Card title={detailText.rateTitle}>
          <View className="row between wrap">
            <Text className="sub grow">{detailText.rateText}</Text>
            <Btn kind="soft" size="mid" icon="act-star" onTap={() => openAct('rate', id)}>
              {detailText.rate}
            </Btn>
          </View>
        </Card>
      )}
    </>
  );
}
