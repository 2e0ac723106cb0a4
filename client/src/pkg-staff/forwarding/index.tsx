import { View } from '@tarojs/components';

export default function ForwardingPage() {
  return <View />;
}
