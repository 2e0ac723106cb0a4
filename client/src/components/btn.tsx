import { Button, Text, View } from '@tarojs/components';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';
import { Tap } from './tap';

export interface BtnProps {
  /** Disabled, the words say what is missing (先拍照片). */
  children: string;
  kind?: 'main' | 'soft' | 'line' | 'plain' | 'brick';
  size?: 'mid' | 'sm';
  wide?: boolean;
  icon?: IconName;
  busy?: boolean;
  /** Shown instead of the words while busy (正在提交). */
  busyLabel?: string;
  disabled?: boolean;
  /** A choice already made: `line` turns to `soft` with a tick. */
  chosen?: boolean;
  label?: string;
  keys?: string;
  onTap?: () => void;
  /** WeChat's own acts need its native button; other platforms call onTap. */
  openType?: 'share' | 'agreePrivacyAuthorization' | 'getPhoneNumber' | 'openSetting';
  onOpenType?: (detail: { code?: string; errMsg?: string }) => void;
}

/** A button with words. One `main` a screen. */
export function Btn(props: BtnProps) {
  const { kind = 'main', size, wide, icon, busy, chosen, disabled, openType, onTap } = props;
  const shown = chosen && kind === 'line' ? 'soft' : kind;
  const className = `btn btn--${shown}${size ? ` btn--${size}` : ''}${wide ? ' btn--wide' : ''}`;
  const sign = chosen ? 'ui-check' : icon;
  const content = (
    <>
      {busy ? <View className="spin" /> : sign && <Icon name={sign} />}
      <Text>{busy ? (props.busyLabel ?? props.children) : props.children}</Text>
    </>
  );
  if (openType && process.env.TARO_ENV === 'weapp' && !busy && !disabled) {
    const opened = (event: { detail: { code?: string; errMsg?: string } }) => props.onOpenType?.(event.detail);
    return (
      <Button
        className={`native ${className}`}
        openType={openType}
        onClick={onTap}
        onGetPhoneNumber={opened}
        onAgreePrivacyAuthorization={opened}
        onOpenSetting={opened}
        ariaLabel={props.label}
      >
        {content}
      </Button>
    );
  }
  return (
    <Tap
      className={className}
      onTap={onTap}
      label={props.label}
      busy={busy}
      disabled={disabled}
      pressed={chosen}
      keys={props.keys}
    >
      {content}
    </Tap>
  );
}
