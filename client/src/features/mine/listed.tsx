import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { ErrorState } from '@/components/errorState';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import type { Paged } from '@/services/usePages';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import './listed.scss';

interface Props<T> {
  pages: Pick<Paged<T>, 'items' | 'more' | 'loading' | 'ready' | 'error' | 'loadMore' | 'reload'>;
  /** What the list is called by a screen reader. */
  label: string;
  empty: ReactNode;
  children: (item: T) => ReactNode;
}

/** A list that goes on: what is coming, nothing, what went wrong, and more. */
export function Listed<T extends { id: string; demonstration?: boolean }>(props: Props<T>) {
  const { pages, label, empty, children } = props;
  const { items, more, loading, ready, error, loadMore, reload } = pages;
  if (!ready)
    return error ? (
      <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={reload} />
    ) : (
      <Skeleton />
    );
  if (items.length === 0) return empty;
  return (
    <>
      <View className="listed" {...aria({ role: 'list', label })}>
        {items.map((item) => (
          <View key={item.id} {...aria({ role: 'listitem' })}>
            {children(item)}
          </View>
        ))}
      </View>
      {error && (
        <Notice
          tone="bad"
          alert
          action={
            <Btn size="sm" kind="plain" onTap={more ? loadMore : reload}>
              {commonText.retry}
            </Btn>
          }
        >
          {errorSentence(error)}
        </Notice>
      )}
      {more && !error && (
        <Btn wide kind="plain" busy={loading} busyLabel={commonText.loadingMore} onTap={loadMore}>
          {commonText.loadMore}
        </Btn>
      )}
      {items.some((item) => item.demonstration) && <View className="cap listed__end">{commonText.demonstration}</View>}
    </>
  );
}
