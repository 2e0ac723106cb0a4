import { View } from '@tarojs/components';

export default function CogovernPage() {
  return <View />;
}
