import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';

/** Shorter waits show nothing: a flash would only disturb. Milliseconds. */
const PATIENCE = 300;

function Shape({ shape }: { shape: 'cards' | 'page' | 'rows' }) {
  if (shape === 'rows') return <View className="sk sk--line" />;
  if (shape === 'page') return <View className="sk sk--tall" />;
  return (
    <View className="card row row--top">
      <View className="sk sk--photo" />
      <View className="sk__col">
        <View className="sk sk--line" />
        <View className="sk sk--line sk--short" />
        <View className="sk sk--chip" />
      </View>
    </View>
  );
}

/** The shape of what is coming. */
export function Skeleton({ shape = 'cards', count = 3 }: { shape?: 'cards' | 'page' | 'rows'; count?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <View className="stack" {...aria({ role: 'status', busy: true })}>
      <Text className="sr">{partsText.loading}</Text>
      {shown && Array.from({ length: count }, (_, index) => <Shape key={index} shape={shape} />)}
    </View>
  );
}
