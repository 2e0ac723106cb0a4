import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Icon } from './icon/icon';
import { Tap } from './tap';

/** The title bar of a page: its title, and the way back, or home when the page was opened by its address. */
export function NavBar({ title, back }: { title?: string; back: boolean }) {
  // Asked once: later the current page may be another one, which lies over this.
  const [own] = useState(() => Taro.getCurrentInstance().page?.config?.navigationBarTitleText);
  const [deep] = useState(() => Taro.getCurrentPages().length > 1);
  const leave = () => {
    if (deep) void Taro.navigateBack();
    else void Taro.switchTab({ url: '/pages/street/index' });
  };
  return (
    <View className="navbar">
      {back && (
        <Tap className="navbar__back" label={deep ? partsText.back : partsText.home} onTap={leave}>
          <Icon name="ui-right" />
        </Tap>
      )}
      <View className="navbar__title ellip" {...aria({ role: 'heading', level: 1 })}>
        {title ?? own}
      </View>
    </View>
  );
}
