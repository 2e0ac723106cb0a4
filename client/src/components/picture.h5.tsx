import type { PictureProps } from './picture';

/** On h5 the browser's own: Taro's image has no `alt` inside. */
export function Picture({ src, alt, className, whole }: PictureProps) {
  return (
    <img
      className={`picture${whole ? ' picture--whole' : ''} ${className}`}
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
    />
  );
}
