import { View } from '@tarojs/components';

export default function CategoryPage() {
  return <View />;
}
