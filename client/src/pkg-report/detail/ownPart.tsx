import { claims } from '@jierong/shared/endpoints/claims';
import { mine } from '@jierong/shared/endpoints/reports';
import type { ReportInfo } from '@jierong/shared/reports';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { ConfirmSheet } from '@/features/reports/confirmSheet';
import { toast } from '@/features/reports/toast';
import type { SignedIn } from '@/features/session/useSignedIn';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { detailText } from '@/text/detail';
import type { ReportPage } from './useReport';
import { mayWithdraw, Withdraw } from './withdraw';

interface Props {
  report: ReportInfo;
  page: ReportPage;
  signedIn: SignedIn['signedIn'];
}

/** Rarely wanted acts at the foot of the page: taking it back late, erasing one's name, taking a claim over. */
export function OwnPart({ report, page, signedIn }: Props) {
  const [open, setOpen] = useState<'forget' | 'takeOver'>();
  const erase = useAction();
  const { abilities, id, version } = report;
  const mayForget = abilities.includes('forget');
  const mayTakeOver = abilities.includes('takeOver');
  const mayLeave = !report.undoUntil && mayWithdraw(report);
  if (!mayForget && !mayTakeOver && !mayLeave) return null;
  const forget = async () => {
    const gone = await erase.run(() => signedIn(() => request(mine.forget, { id })));
    if (!gone) return;
    setOpen(undefined);
    toast(detailText.forgotten);
    await page.reload();
  };
  const takeOver = async () => {
    if (await page.act(claims.takeOver, { id, version })) setOpen(undefined);
  };
  return (
    <View className="btns btns--stack">
      {mayTakeOver && (
        <Btn kind="plain" size="mid" onTap={() => setOpen('takeOver')}>
          {detailText.takeOver}
        </Btn>
      )}
      {mayLeave && <Withdraw report={report} page={page} />}
      {mayForget && (
        <Btn kind="plain" size="mid" icon="act-hide" onTap={() => setOpen('forget')}>
          {detailText.forget}
        </Btn>
      )}
      {open === 'forget' && (
        <ConfirmSheet
          title={detailText.forget}
          text={detailText.forgetText}
          yes={detailText.forgetYes}
          action={erase}
          onYes={forget}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'takeOver' && (
        <ConfirmSheet
          title={detailText.takeOver}
          text={detailText.takeOverNote}
          yes={detailText.takeOver}
          action={page.action}
          onYes={takeOver}
          onClose={() => setOpen(undefined)}
        />
      )}
    </View>
  );
}
