import type { ReportInfo } from '@jierong/shared/reports';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Btn } from '@/components/btn';
import { openAct } from '@/features/reports/navigate';
import { toast } from '@/features/reports/toast';
import { share } from '@/services/platform';
import { actLabels } from '@/text/actions';
import { detailText } from '@/text/detail';
import { maySupport } from './supportPart';

interface Props {
  report: ReportInfo;
  signedIn: boolean;
  onSupport: () => void;
}

/** The one main act of the reader at the foot of the page, and sharing. */
export function ActionBar({ report, signedIn, onSupport }: Props) {
  const { id, title, supported, supports, abilities } = report;
  const handOn = async () => {
    if (await share({ title, path: `/pkg-report/detail/index?id=${id}` })) toast(detailText.shared);
  };
  const sharing = (
    <Btn kind="plain" icon="act-share" openType="share" onTap={handOn}>
      {detailText.shareIt}
    </Btn>
  );
  if (abilities.includes('claim'))
    return (
      <Bar caption={detailText.claimNote} side={sharing}>
        <Btn icon="state-claimed" onTap={() => openAct('claim', id)}>
          {actLabels.claim}
        </Btn>
      </Bar>
    );
  if (abilities.includes('done'))
    return (
      <Bar caption={detailText.claimMineNote} side={sharing}>
        <Btn icon="act-camera" onTap={() => openAct('claim', id)}>
          {detailText.claimFinish}
        </Btn>
      </Bar>
    );
  if (!maySupport(report, signedIn)) return <Bar side={sharing} />;
  return (
    <Bar caption={detailText.supportCaption} side={sharing}>
      <Btn kind={supported ? 'line' : 'main'} icon="act-support" chosen={supported} onTap={onSupport}>
        {`${supported ? actLabels.unsupport : actLabels.support} · ${supports}`}
      </Btn>
    </Bar>
  );
}

function Bar({ caption, side, children }: { caption?: string; side: ReactNode; children?: ReactNode }) {
  return (
    <>
      <View className="detail__bar">
        {children && <View className="detail__main">{children}</View>}
        {side}
      </View>
      {caption && <View className="cap detail__caption">{caption}</View>}
    </>
  );
}
