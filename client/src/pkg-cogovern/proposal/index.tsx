import { View } from '@tarojs/components';

export default function ProposalPage() {
  return <View />;
}
