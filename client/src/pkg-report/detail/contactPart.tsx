import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { contactSentence } from '@/text/contact';

/** Whether whoever reported was contacted, or by when they will be. */
export function ContactPart({ report, now }: { report: ReportInfo; now: number }) {
  const sentence = contactSentence(report, now);
  if (!sentence) return null;
  return (
    <View className="row detail__contact">
      <Icon name={sentence.late ? 'ui-alert' : 'act-comment'} size="s" />
      <Text className="sub">{sentence.text}</Text>
    </View>
  );
}
