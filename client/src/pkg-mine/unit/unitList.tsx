import { units } from '@jierong/shared/endpoints/ratings';
import { View } from '@tarojs/components';
import { Card } from '@/components/card';
import { Cell } from '@/components/cell';
import { ErrorState } from '@/components/errorState';
import { Skeleton } from '@/components/skeleton';
import { go } from '@/features/mine/go';
import { useRequest } from '@/services/useRequest';
import { errorSentence } from '@/text/errors';
import { unitText } from '@/text/mine';

/** The units that handle cases. */
export function UnitList() {
  const { data, error, reload } = useRequest(units.list, {});
  if (!data)
    return error ? (
      <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={reload} />
    ) : (
      <Skeleton shape="rows" count={6} />
    );
  return (
    <>
      <Card title={unitText.listTitle} className="unit__list">
        <View className="cap">{unitText.listNote}</View>
        {data.units.map(({ id, name }) => (
          <Cell key={id} icon="ui-flag" title={name} onTap={() => go(`/pkg-mine/unit/index?id=${id}`)} />
        ))}
      </Card>
      <Card label={unitText.board} className="unit__list">
        <Cell icon="ui-chart" title={unitText.board} onTap={() => go('/pkg-staff/board/index')} />
      </Card>
    </>
  );
}
