import { categories } from '@jierong/shared/endpoints/categories';
import { claims } from '@jierong/shared/endpoints/claims';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { Tag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Photo } from '@/components/photo';
import { Steps } from '@/components/steps';
import type { ActProps } from '@/features/reports/actPage';
import { backToReport } from '@/features/reports/navigate';
import { toast } from '@/features/reports/toast';
import { photoUrl } from '@/services/media';
import { request } from '@/services/request';
import { useSession } from '@/services/session';
import { useAction } from '@/services/useAction';
import { useRequest } from '@/services/useRequest';
import { claimText } from '@/text/acts';
import { commonText, photoAlt, roleLabels } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { limitText } from '@/text/time';

/** What claiming means, said before it is done. */
export function TakeForm({ report, attempt }: ActProps) {
  const { id, version, title, cover } = report;
  const me = useSession((s) => s.me);
  const groups = useRequest(categories.groups, {}).data?.groups;
  const limit = groups?.find((g) => g.group === report.group)?.limit;
  const { busy, error, run } = useAction();
  const claim = async () => {
    const told = await run(() => attempt(() => request(claims.take, { id, version })));
    if (!told) return;
    toast(claimText.taken);
    backToReport(id);
  };
  return (
    <>
      {cover && <Photo src={photoUrl(cover.key, 'card')} alt={cover.alt ?? photoAlt(title, 'far', 1)} />}
      <Card title={claimText.heading} action={<Tag text={claimText.tag} icon="state-claimed" />}>
        <Text className="sub">{`${title} · ${report.place.address}`}</Text>
        <View className="rule" />
        <Steps items={claimText.steps} />
        {limit && <View className="cap mt3">{claimText.limit(limitText(limit))}</View>}
      </Card>
      <Notice tone="soon">{claimText.giveUpNote}</Notice>
      <View className="row row--top sub">
        <Icon name="ui-shield" />
        <Text className="grow">{claimText.safety}</Text>
      </View>
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      <Btn wide icon="state-claimed" busy={busy} busyLabel={commonText.sending} onTap={claim}>
        {claimText.yes}
      </Btn>
      <Btn wide kind="plain" onTap={() => backToReport(id)}>
        {claimText.no}
      </Btn>
      {me && <View className="cap">{claimText.privacy(me.shop?.name ?? roleLabels[me.role])}</View>}
    </>
  );
}
