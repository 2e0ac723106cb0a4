import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import type { RequestError } from '@/services/request';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';

/** One part of the page could not be had; the others stand. */
export function FailedPart({ error, onRetry }: { error: RequestError; onRetry: () => void }) {
  return (
    <Notice
      tone="bad"
      alert
      action={
        <Btn size="sm" kind="plain" onTap={onRetry}>
          {commonText.retry}
        </Btn>
      }
    >
      {errorSentence(error)}
    </Notice>
  );
}
