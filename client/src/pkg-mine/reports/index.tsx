import { View } from '@tarojs/components';

export default function ReportsPage() {
  return <View />;
}
