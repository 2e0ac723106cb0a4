import { View } from '@tarojs/components';

export default function CasePage() {
  return <View />;
}
