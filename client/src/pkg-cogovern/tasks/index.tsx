import { View } from '@tarojs/components';

export default function TasksPage() {
  return <View />;
}
