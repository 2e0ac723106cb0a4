import { cases } from '@jierong/shared/endpoints/cases';
import { View } from '@tarojs/components';
import { ErrorState } from '@/components/errorState';
import { DemoTag } from '@/components/marks';
import { Skeleton } from '@/components/skeleton';
import { useNow } from '@/features/reports/useNow';
import { usePoll } from '@/features/staff/usePoll';
import { useRequest } from '@/services/useRequest';
import { errorSentence } from '@/text/errors';
import { CaseClocks } from './caseClocks';
import { CaseFacts } from './caseFacts';
import { CaseHead } from './caseHead';
import { CasePhotos } from './casePhotos';
import { CaseTimeline } from './caseTimeline';
import { NearbyCases } from './nearbyCases';
import { NextBox } from './next/nextBox';
import { StageBar } from './stageBar';
import './case.scss';

interface Props {
  id: string;
  /** Opens another case. */
  onOpen: (id: string) => void;
  /** The case moved by an act of the reader. */
  onActed?: () => void;
  /** Goes on to the next case of the list. */
  onNext?: () => void;
}

/** Everything of one case (give it `key={id}`: what is typed belongs to the case), with the one thing to decide framed. */
export function CasePanel({ id, onOpen, onActed, onNext }: Props) {
  const { data: info, error, reload, setData } = useRequest(cases.info, id ? { id } : null, { keep: true });
  const now = useNow();
  usePoll(reload);
  if (!info) {
    if (!error) return <Skeleton shape="page" count={3} />;
    return <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={() => void reload()} />;
  }
  return (
    <View className="case">
      <CaseHead info={info} />
      <StageBar info={info} now={now} />
      <View className="case__body">
        <View className="case__col case__col--know">
          <CaseClocks info={info} now={now} />
          <View className="card">
            <CasePhotos info={info} />
            {info.words !== '' && <View className="case__words">{info.words}</View>}
            <CaseFacts info={info} now={now} />
          </View>
        </View>
        <View className="case__col case__col--next">
          <NextBox
            key={id}
            info={info}
            reload={reload}
            onNext={onNext}
            onActed={(moved) => {
              setData(moved);
              onActed?.();
            }}
          />
          <NearbyCases info={info} onOpen={onOpen} />
        </View>
        <View className="case__col case__col--past">
          <CaseTimeline info={info} now={now} />
        </View>
      </View>
      {info.demonstration && <DemoTag />}
    </View>
  );
}
