import type { ReactNode } from 'react';

type Props = Record<string, unknown> & { children?: ReactNode };

/** Properties that only WeChat's elements know. */
const foreign = ['hoverClass', 'catchMove', 'scrollY', 'scrollX', 'openType', 'lazyLoad', 'mode', 'placeholderClass'];

function plain(props: Props): Props {
  const kept = Object.entries(props).filter(([name]) => !foreign.includes(name));
  return Object.fromEntries(kept);
}

function Box({ children, ...props }: Props) {
  return <div {...plain(props)}>{children}</div>;
}

export { Box as Map, Box as ScrollView, Box as Swiper, Box as SwiperItem, Box as View };

export function Text({ children, ...props }: Props) {
  return <span {...plain(props)}>{children}</span>;
}

export function Button({ children, ...props }: Props) {
  return (
    <button type="button" {...plain(props)}>
      {children}
    </button>
  );
}

/** A picture is heard by its label. */
export function Image({ src, 'aria-label': label, role: _role, ...props }: Props) {
  return <img {...plain(props)} src={String(src)} alt={String(label ?? '')} />;
}

/** A picker offers its range as a native choice. */
export function Picker({ range, onChange, children, value, ...props }: Props) {
  const options = Array.isArray(range) ? range.map(String) : [];
  return (
    <div {...plain(props)}>
      <select
        value={String(value ?? '')}
        onChange={(event) => {
          if (typeof onChange === 'function') onChange({ detail: { value: event.target.value } });
        }}
      >
        {options.map((option, index) => (
          <option key={option} value={index}>
            {option}
          </option>
        ))}
      </select>
      {children}
    </div>
  );
}
