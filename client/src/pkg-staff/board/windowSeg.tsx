import { Seg } from '@/components/seg';
import { boardText } from '@/text/board';

const windows = ['7', '30', '60'] as const;
export type Days = (typeof windows)[number];

/** How many days the board looks back. */
export function WindowSeg({ value, onChange }: { value: Days; onChange: (days: Days) => void }) {
  return (
    <Seg<Days>
      label={boardText.window}
      value={value}
      options={windows.map((days) => ({ value: days, label: boardText.days(Number(days)) }))}
      onChange={onChange}
    />
  );
}
