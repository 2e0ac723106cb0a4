import { Image } from '@tarojs/components';
import { aria } from './aria';

export interface PictureProps {
  src: string;
  /** What it shows, in words; empty where the words stand beside it. */
  alt: string;
  /** Sizes and places its box. */
  className: string;
  /** The whole picture, with room beside it, instead of one that fills its box. */
  whole?: boolean;
}

/** A picture in its box, loaded when it comes near. */
export function Picture({ src, alt, className, whole }: PictureProps) {
  return (
    <Image
      className={className}
      src={src}
      mode={whole ? 'aspectFit' : 'aspectFill'}
      lazyLoad
      {...(alt ? aria({ role: 'img', label: alt }) : aria({ hidden: true }))}
    />
  );
}
