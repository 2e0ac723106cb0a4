import type { ForwardingSummary } from '@jierong/shared/forwarding';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { sendingText } from '@/text/sending';
import { lengthText } from '@/text/time';

/** The state of the outbox in four numbers. */
export function SendingNumbers({ summary }: { summary: ForwardingSummary }) {
  const { waiting, held, acceptedToday, oldestSeconds } = summary;
  const numbers = [
    { name: sendingText.waiting, value: String(waiting), unit: sendingText.pieces, note: sendingText.waitingNote },
    {
      name: sendingText.oldest,
      value: waiting ? lengthText(oldestSeconds * 1000) : sendingText.none,
      note: sendingText.oldestNote,
    },
    {
      name: sendingText.acceptedToday,
      value: String(acceptedToday),
      unit: sendingText.pieces,
      note: sendingText.acceptedNote,
    },
    {
      name: sendingText.held,
      value: String(held),
      unit: sendingText.pieces,
      note: held ? sendingText.heldNote : sendingText.heldNone,
      bad: held > 0,
    },
  ];
  return (
    <View className="sending__numbers" {...aria({ role: 'list', label: sendingText.title })}>
      {numbers.map(({ name, value, unit, note, bad }) => (
        <View key={name} className={`sending__met${bad ? ' sending__met--bad' : ''}`} {...aria({ role: 'listitem' })}>
          <View className="sub">{name}</View>
          <View className="sending__value">
            <Text>{value}</Text>
            {unit && <Text className="sending__unit">{unit}</Text>}
          </View>
          <View className="cap">{note}</View>
        </View>
      ))}
    </View>
  );
}
