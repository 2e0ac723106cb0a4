import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { isH5 } from '@/services/platform';
import { staffText } from '@/text/staff';

/** Which keys do what, at the foot of a list; only where there is a keyboard. */
export function KeysHelp({ keys }: { keys: readonly { keys: readonly string[]; what: string }[] }) {
  if (!isH5) return null;
  return (
    <View className="staff__keys" {...aria({ role: 'note', label: staffText.keys })}>
      {keys.map(({ keys: names, what }) => (
        <View key={what} className="row staff__keyset">
          {names.map((name) => (
            <Text key={name} className="key">
              {name}
            </Text>
          ))}
          <Text className="cap">{what}</Text>
        </View>
      ))}
    </View>
  );
}
