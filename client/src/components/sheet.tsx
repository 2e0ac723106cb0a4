import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type ReactNode, useEffect, useId } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { useDialogFocus } from './dialogFocus';
import { Heading } from './heading';
import { Icon } from './icon/icon';
import { Tap } from './tap';

interface Props {
  open: boolean;
  title: string;
  onClose: () => void;
  full?: boolean;
  /** On a tab page: the tab bar hides while the sheet is open, as nothing can cover the native one. */
  tab?: boolean;
  /** The main button: stays in view while the rest scrolls. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A dialog that rises from below. */
export function Sheet({ open, title, onClose, full, tab, foot, children }: Props) {
  const id = `sheet${useId()}`;
  useDialogFocus(open, id, onClose);
  useEffect(() => {
    if (!open || !tab) return;
    void Taro.hideTabBar({ animation: false });
    return () => void Taro.showTabBar({ animation: false });
  }, [open, tab]);
  if (!open) return null;
  return (
    <>
      <View className="scrim" catchMove onClick={onClose} {...aria({ hidden: true })} />
      <View
        id={id}
        className={`sheet${full ? ' sheet--full' : ''}`}
        {...aria({ role: 'dialog', modal: true, label: title })}
      >
        <View className="sheet__head">
          <Heading className="h3 grow">{title}</Heading>
          <Tap className="iconbtn" label={partsText.close} onTap={onClose}>
            <Icon name="ui-close" />
          </Tap>
        </View>
        <View className="sheet__body">{children}</View>
        {foot && <View className="sheet__foot">{foot}</View>}
      </View>
    </>
  );
}
