import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useOnline } from '@/services/network';
import { usePreferences } from '@/services/preferences';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { NavBar } from './navBar';
import { Notice } from './notice';

interface Props {
  /** Of the h5 title bar; by default the page's own navigationBarTitleText. */
  title?: string;
  back?: boolean;
  /** Staff: the whole window, compact, true pixels. */
  desk?: boolean;
  /** One of the four tab pages. */
  tab?: boolean;
  /** The acts of the page, fixed at its foot. */
  bar?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** The root of every page: large type, title bar, offline notice, safe areas. */
export function Page({ title, back, desk, tab, bar, className = '', children }: Props) {
  const elder = usePreferences((preferences) => preferences.elder);
  const online = useOnline();
  const kinds = `${elder ? ' elder' : ''}${desk ? ' desk page--desk' : ''}${tab ? ' page--tab' : ''}`;
  return (
    <View className={`page${kinds} ${className}`}>
      <NavBar title={title} back={back ?? !tab} />
      {!online && (
        <Notice tone="soon" icon="ui-offline" flat>
          <Text className="strong">{partsText.offline}</Text>
          <Text>{partsText.offlineNote}</Text>
        </Notice>
      )}
      <View className="page__main" {...aria({ role: 'main' })}>
        {children}
      </View>
      {bar && (
        <>
          <View className="page__room" />
          <View className="actionbar">{bar}</View>
        </>
      )}
    </View>
  );
}
