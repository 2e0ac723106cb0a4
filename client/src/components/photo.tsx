import { Text, View } from '@tarojs/components';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Icon } from './icon/icon';
import { Picture } from './picture';
import { Tap } from './tap';

export type PhotoStatus = 'waiting' | 'sending' | 'sent' | 'failed';

export interface PhotoProps {
  /** Without one the box stays empty. */
  src?: string;
  alt: string;
  status?: PhotoStatus;
  /** Share sent, 0 to 1. */
  progress?: number;
  tag?: string;
  tagAt?: 'bl' | 'tr' | 'tl' | 'br';
  /** Give it a class that sizes the box; without one it is 4:3. */
  className?: string;
  onTap?: () => void;
}

function Sending({ status, progress = 0 }: { status: PhotoStatus; progress?: number }) {
  const percent = Math.round(progress * 100);
  if (status === 'sent') return null;
  if (status === 'failed') {
    return (
      <View className="photo__state photo__state--failed" {...aria({ role: 'alert' })}>
        <Icon name="ui-retry" />
        <Text>{partsText.photoFailed}</Text>
      </View>
    );
  }
  const words = status === 'sending' ? partsText.photoSending(percent) : partsText.photoWaiting;
  return (
    <View
      className="photo__state"
      {...aria({ role: 'progressbar', label: words, valueNow: percent, valueMin: 0, valueMax: 100 })}
    >
      <Text>{words}</Text>
      <View className="photo__bar">
        <View className="photo__done" style={{ '--p': `${percent}%` }} />
      </View>
    </View>
  );
}

/** A photo in a fixed box. */
export function Photo({ src, alt, status, progress, tag, tagAt = 'bl', className, onTap }: PhotoProps) {
  const box = `photo ${className ?? 'photo--43'}`;
  const content = (
    <>
      {src && <Picture className="photo__img" src={src} alt={alt} />}
      {tag && <Text className={`photo__tag photo__tag--${tagAt}`}>{tag}</Text>}
      {status && <Sending status={status} progress={progress} />}
    </>
  );
  if (!onTap) return <View className={box}>{content}</View>;
  // What is read on it comes first: people who speak to their phone say what they see.
  const seen = [tag, status === 'failed' && partsText.photoFailed].filter(Boolean).join(' ');
  return (
    <Tap className={box} label={seen ? `${seen}，${alt}` : alt} onTap={onTap}>
      {content}
    </Tap>
  );
}
