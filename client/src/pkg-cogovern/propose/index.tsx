import { View } from '@tarojs/components';

export default function ProposePage() {
  return <View />;
}
