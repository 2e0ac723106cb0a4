import type { CompareEdgeProps } from './compareEdge';

/** On h5 the browser's own slider lies over the picture: mouse, touch and arrow keys. */
export function CompareEdge({ label, value, valueText, onChange }: CompareEdgeProps) {
  return (
    <input
      type="range"
      className="compare__range"
      min={0}
      max={100}
      step={2}
      value={value}
      aria-label={label}
      aria-valuetext={valueText}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
}
