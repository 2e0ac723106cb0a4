import { View } from '@tarojs/components';

export default function DeskPage() {
  return <View />;
}
