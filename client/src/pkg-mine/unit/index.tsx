import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Page } from '@/components/page';
import './index.scss';
import { UnitList } from './unitList';
import { UnitResult } from './unitResult';

/** A unit's public result; without one named, the units to choose from. */
export default function UnitPage() {
  const { id } = useRouter().params;
  return (
    <Page>
      <View className="stack unit__stack">{id ? <UnitResult id={id} /> : <UnitList />}</View>
    </Page>
  );
}
