import { View } from '@tarojs/components';

export default function BoardPage() {
  return <View />;
}
