import { View } from '@tarojs/components';

export default function ProposalsPage() {
  return <View />;
}
