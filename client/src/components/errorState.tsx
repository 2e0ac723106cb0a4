import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Btn } from './btn';
import { Empty } from './empty';

interface Props {
  title?: string;
  /** What happened and what is safe. */
  text: string;
  requestId?: string;
  onRetry?: () => void;
  children?: ReactNode;
}

/** Something failed: what, what is safe, and the next step. */
export function ErrorState({ title = partsText.wentWrong, text, requestId, onRetry, children }: Props) {
  return (
    <View {...aria({ role: 'alert' })}>
      <Empty title={title} text={text} art="bridge">
        {onRetry && (
          <View className="mt3">
            <Btn icon="ui-retry" onTap={onRetry}>
              {partsText.retry}
            </Btn>
          </View>
        )}
        {children}
        {requestId && <View className="cap mt3">{partsText.requestId(requestId)}</View>}
      </Empty>
    </View>
  );
}
