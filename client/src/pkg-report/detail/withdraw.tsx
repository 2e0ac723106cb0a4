import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportInfo } from '@jierong/shared/reports';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { ConfirmSheet } from '@/features/reports/confirmSheet';
import { toast } from '@/features/reports/toast';
import { actLabels } from '@/text/actions';
import { detailText } from '@/text/detail';
import type { ReportPage } from './useReport';

export const mayWithdraw = ({ abilities }: ReportInfo): boolean =>
  abilities.includes('withdraw') || abilities.includes('leave');

/** Takes a report back; where others met it too, only its reporter leaves. */
export function Withdraw({ report, page }: { report: ReportInfo; page: Pick<ReportPage, 'act' | 'action'> }) {
  const [asking, setAsking] = useState(false);
  const { id, version } = report;
  const leaves = report.abilities.includes('leave');
  const close = () => {
    setAsking(false);
    page.action.clear();
  };
  const withdraw = async () => {
    if (!(await page.act(reports.withdraw, { id, version }))) return;
    setAsking(false);
    toast(detailText.withdrawn);
  };
  return (
    <>
      <Btn kind="plain" size="mid" icon="act-undo" onTap={() => setAsking(true)}>
        {leaves ? detailText.leave : actLabels.withdraw}
      </Btn>
      {asking && (
        <ConfirmSheet
          title={leaves ? detailText.leave : detailText.withdrawTitle}
          text={leaves ? detailText.withdrawLeave : detailText.withdrawText}
          yes={leaves ? detailText.leaveYes : detailText.withdrawYes}
          action={page.action}
          onYes={withdraw}
          onClose={close}
        />
      )}
    </>
  );
}
