import 'react';

declare module 'react' {
  interface CSSProperties {
    /** How far something is filled, as a per cent; the style sheets read it. */
    '--p'?: string;
  }
}
