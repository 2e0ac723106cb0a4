import { View } from '@tarojs/components';

export default function PlacePage() {
  return <View />;
}
