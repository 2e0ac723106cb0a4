import type { Clock } from '@jierong/shared/clock';
import type { ReportState } from '@jierong/shared/reportPosition';
import { Text, View } from '@tarojs/components';
import { Due } from './due';
import { Photo } from './photo';
import { StateChip } from './stateChip';
import { Tap } from './tap';

interface Props {
  title: string;
  place: string;
  /** Without one the box stays empty. */
  photo?: string;
  alt: string;
  state: ReportState;
  stateLabel: string;
  due?: { status: Clock['status']; text: string };
  note?: string;
  onTap: () => void;
  className?: string;
}

/** A report in a list: photo, title, place, then state and clock. */
export function ReportCard(props: Props) {
  const { title, place, photo, alt, state, stateLabel, due, note, onTap, className = '' } = props;
  return (
    <Tap
      className={`rep ${className}`}
      onTap={onTap}
      label={[title, place, stateLabel, due?.text, note].filter(Boolean).join('，')}
    >
      <Photo className="rep__photo" src={photo} alt={alt} />
      <View className="rep__body">
        <Text className="rep__title clamp2">{title}</Text>
        <Text className="cap ellip">{place}</Text>
        <View className="rep__foot">
          <StateChip state={state} label={stateLabel} />
          {due && <Due status={due.status} text={due.text} />}
          {note && <Text className="cap">{note}</Text>}
        </View>
      </View>
    </Tap>
  );
}
