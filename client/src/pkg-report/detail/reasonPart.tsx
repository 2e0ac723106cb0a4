import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { openReport } from '@/features/reports/navigate';
import { actLabels } from '@/text/actions';
import { detailText, explain } from '@/text/detail';

export type ReasonForm = 'appeal' | 'correct' | 'supplement';
const forms: readonly ReasonForm[] = ['correct', 'supplement', 'appeal'];

interface Props {
  report: ReportInfo;
  now: number;
  onForm: (form: ReasonForm) => void;
}

/** Why it was refused, declined, held or closed without a fix, and what can be done about it. */
export function ReasonPart({ report, now, onForm }: Props) {
  const { mergedInto, abilities } = report;
  const told = explain(report, now);
  const open = forms.filter((form) => abilities.includes(form));
  return (
    <>
      {mergedInto && (
        <Notice
          icon="state-merged"
          action={
            <Btn size="sm" kind="plain" onTap={() => openReport(mergedInto)}>
              {detailText.toMerged}
            </Btn>
          }
        >
          {detailText.merged}
        </Notice>
      )}
      {told && (
        <View>
          <Notice tone={told.tone}>
            <View className="strong">{told.title}</View>
            <Text>{told.text}</Text>
          </Notice>
          {open.length > 0 && (
            <View className="btns btns--stack mt3">
              {open.map((form, i) => (
                <Btn key={form} kind={i === 0 ? 'main' : 'line'} onTap={() => onForm(form)}>
                  {actLabels[form]}
                </Btn>
              ))}
            </View>
          )}
        </View>
      )}
    </>
  );
}
