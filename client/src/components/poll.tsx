import { Text, View } from '@tarojs/components';
import { aria } from './aria';

interface Props {
  yes: number;
  no: number;
  yesLabel: string;
  noLabel: string;
  /** The counts in words, heard instead of the bar. */
  label: string;
  /** Members of the alliance concerned among them, bracketed under each side. */
  members?: { yes: number; no: number; note: string };
}

const percent = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`;

/** Votes for and against: told apart by hatch, never by colour alone. */
export function Poll({ yes, no, yesLabel, noLabel, label, members }: Props) {
  return (
    <View className="poll">
      <View className="poll__row">
        <Text className="poll__key">{`${yesLabel} ${yes}`}</Text>
        <Text className="poll__key poll__key--no">{`${noLabel} ${no}`}</Text>
      </View>
      <View className="poll__bar" {...aria({ role: 'img', label })}>
        <View className="poll__yes" style={{ flexGrow: yes }} />
        <View className="poll__no" style={{ flexGrow: no }} />
      </View>
      {members && (
        <>
          <View className="poll__members" {...aria({ hidden: true })}>
            <View className="poll__side" style={{ flexGrow: yes }}>
              {members.yes > 0 && <View className="poll__bracket" style={{ width: percent(members.yes, yes) }} />}
            </View>
            <View className="poll__side" style={{ flexGrow: no }}>
              {members.no > 0 && <View className="poll__bracket" style={{ width: percent(members.no, no) }} />}
            </View>
          </View>
          <Text className="poll__note">{members.note}</Text>
        </>
      )}
    </View>
  );
}

/** How many of those who may have taken part. `share` 0 to 1. */
export function Turnout({ share, text }: { share: number; text: string }) {
  return (
    <View className="turnout">
      <View className="bar" {...aria({ hidden: true })}>
        <View className="bar__done" style={{ '--p': percent(Math.min(1, share), 1) }} />
      </View>
      <Text>{text}</Text>
    </View>
  );
}
