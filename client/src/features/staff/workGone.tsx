import type { Endpoint } from '@jierong/shared/endpoint';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { ErrorState } from '@/components/errorState';
import { Skeleton } from '@/components/skeleton';
import { errorSentence } from '@/text/errors';
import { staffText } from '@/text/staff';
import type { Queue } from './useQueue';

interface Props<E extends Endpoint> {
  queue: Queue<E>;
  /** Which one was wanted. */
  chosen?: string;
  /** The list is another page. */
  list: boolean;
}

/** Where the work would stand: it is not here yet, or it was done by the reader or by somebody else. */
export function WorkGone<E extends Endpoint>({ queue, chosen, list }: Props<E>) {
  const { ready, error, items, reload } = queue;
  if (!ready) {
    if (!error) return <Skeleton shape="page" count={2} />;
    return <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={() => void reload()} />;
  }
  // Beside its list, which says so itself, an empty place needs no words.
  if (!list && items.length === 0) return <View className="staff__gone" />;
  const gone = chosen !== undefined && items.length > 0;
  return (
    <View className="staff__gone">
      <Empty title={gone ? staffText.gone : staffText.nothing} text={gone ? staffText.goneNote : staffText.nothingNote}>
        {list && <Btn onTap={() => void Taro.navigateBack()}>{staffText.toList}</Btn>}
      </Empty>
    </View>
  );
}
