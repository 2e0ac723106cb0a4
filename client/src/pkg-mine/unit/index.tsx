import { View } from '@tarojs/components';

export default function UnitPage() {
  return <View />;
}
