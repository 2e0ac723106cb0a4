import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from './aria';
import { SectionHead } from './sectionHead';

interface Props {
  title?: string;
  action?: ReactNode;
  className?: string;
  /** Names the group when it has no title of its own. */
  label?: string;
  children: ReactNode;
}

/** A white card: one matter. */
export function Card({ title, action, className = '', label, children }: Props) {
  const name = label ?? title;
  return (
    <View className={`card ${className}`} {...(name ? aria({ role: 'group', label: name }) : {})}>
      {title && <SectionHead title={title} action={action} />}
      {children}
    </View>
  );
}
