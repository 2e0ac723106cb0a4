import type { Endpoint } from '@jierong/shared/endpoint';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { ErrorState } from '@/components/errorState';
import { Heading } from '@/components/heading';
import { Tag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { errorSentence } from '@/text/errors';
import { staffText } from '@/text/staff';
import { AccountButton } from './accountButton';
import { useStaff } from './staffContext';
import type { Queue } from './useQueue';

interface Props<E extends Endpoint> {
  title: string;
  label: string;
  queue: Queue<E>;
  /** Under the title: search, tabs. */
  head?: ReactNode;
  /** Instead of the rows when there are none. */
  empty: ReactNode;
  /** Under the list. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A list of work: its heading, its rows, and how it goes on. */
export function QueueFrame<E extends Endpoint>({ title, label, queue, head, empty, foot, children }: Props<E>) {
  const { me } = useStaff();
  return (
    <View className="queue" {...aria({ role: 'region', label })}>
      <View className="qhead">
        <View className="row between">
          <Heading className="h2">{title}</Heading>
          <View className="row staff__aside">
            {me.demonstration && <Tag text={staffText.demonstration} />}
            <AccountButton />
          </View>
        </View>
        {head}
      </View>
      <View className="staff__rows">
        <QueueRows queue={queue} empty={empty}>
          {children}
        </QueueRows>
      </View>
      {foot}
    </View>
  );
}

/** The rows of a list, or what stands in their place. */
export function QueueRows<E extends Endpoint>({
  queue,
  empty,
  children,
}: Pick<Props<E>, 'queue' | 'empty' | 'children'>) {
  const { items, ready, error, more, loading, loadMore, reload } = queue;
  if (error && !ready)
    return <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={() => void reload()} />;
  if (!ready) return <Skeleton shape="cards" count={5} />;
  if (items.length === 0) return empty;
  return (
    <>
      {error && (
        <Notice tone="soon" flat>
          <Text>{staffText.notFresh}</Text>
        </Notice>
      )}
      {children}
      {more && (
        <View className="staff__more">
          <Btn kind="plain" wide busy={loading} onTap={loadMore}>
            {staffText.loadMore}
          </Btn>
        </View>
      )}
    </>
  );
}
