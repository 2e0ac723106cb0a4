import { districts } from '@jierong/shared/endpoints/districts';
import { View } from '@tarojs/components';
import { ErrorState } from '@/components/errorState';
import { DemoTag } from '@/components/marks';
import { Skeleton } from '@/components/skeleton';
import { usePoll } from '@/features/staff/usePoll';
import { useRequest } from '@/services/useRequest';
import { errorSentence } from '@/text/errors';
import { GroupBars, RoadBars } from './countBars';
import { DayBars } from './dayBars';
import { Indicators } from './indicators';
import { StateBar } from './stateBar';
import { UnitTable } from './unitTable';
import './board.scss';

/** The server counts once a minute. */
const EVERY = 60_000;

export function BoardContent({ days }: { days: number }) {
  const { data, error, reload } = useRequest(districts.board, { days }, { keep: true });
  const info = useRequest(districts.info, {});
  usePoll(reload, EVERY);
  if (!data) {
    if (!error) return <Skeleton shape="page" count={3} />;
    return <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={() => void reload()} />;
  }
  return (
    <View className="board">
      <Indicators board={data} />
      <View className="board__mid">
        <StateBar board={data} />
        <GroupBars board={data} />
        <RoadBars board={data} />
      </View>
      <View className="board__low">
        <DayBars board={data} />
        <UnitTable board={data} />
      </View>
      {info.data?.demonstration && <DemoTag />}
    </View>
  );
}
