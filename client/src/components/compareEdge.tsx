import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { aria } from './aria';

export interface CompareEdgeProps {
  label: string;
  /** Share of the width showing what was before, 0 to 100. */
  value: number;
  valueText: string;
  onChange: (value: number) => void;
}

/** The area that is dragged. */
export function CompareEdge({ label, value, valueText, onChange }: CompareEdgeProps) {
  const drag = (event: { touches?: { clientX: number }[] }) => {
    const x = event.touches?.[0]?.clientX;
    if (x === undefined) return;
    Taro.createSelectorQuery()
      .select('#compare-edge')
      .boundingClientRect((found) => {
        const box = Array.isArray(found) ? found[0] : found;
        if (box?.width) onChange(Math.min(100, Math.max(0, ((x - box.left) / box.width) * 100)));
      })
      .exec();
  };
  return (
    <View
      id="compare-edge"
      className="compare__range"
      catchMove
      onTouchMove={(event) => drag(event as unknown as { touches: { clientX: number }[] })}
      {...aria({ role: 'slider', label, valueNow: Math.round(value), valueMin: 0, valueMax: 100, valueText })}
    />
  );
}
