import { forwarding } from '@jierong/shared/endpoints/forwarding';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Tap } from '@/components/tap';
import { useRequest } from '@/services/useRequest';
import { errorSentence } from '@/text/errors';
import { routingText } from '@/text/routing';
import { RouteAnswer } from './routeAnswer';

/** Where the rules of today send this report, on demand. */
export function ReportRoute({ reportId }: { reportId: string }) {
  const [open, setOpen] = useState(false);
  const { data, error } = useRequest(forwarding.dryRun, open ? { reportId } : null);
  return (
    <View>
      <Tap className="link" expanded={open} onTap={() => setOpen(!open)}>
        <Text>{routingText.ofReport}</Text>
        <Icon name={open ? 'ui-up' : 'ui-down'} size="s" />
      </Tap>
      {open && error && <Notice tone="bad">{errorSentence(error)}</Notice>}
      {open && data && <RouteAnswer trial={data} />}
    </View>
  );
}
