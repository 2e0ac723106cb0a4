import { View } from '@tarojs/components';

export default function DisputesPage() {
  return <View />;
}
