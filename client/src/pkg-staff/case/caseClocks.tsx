import type { CaseInfo } from '@jierong/shared/cases';
import type { Clock } from '@jierong/shared/clock';
import { View } from '@tarojs/components';
import { Water } from '@/components/water';
import { caseText } from '@/text/desk';
import { clockText } from '@/text/time';

/** The clock of this stage, the one of the whole case, and that of the first contact until it was made. */
export function CaseClocks({ info, now }: { info: CaseInfo; now: number }) {
  const clocks: [string, Clock | undefined][] = [
    [caseText.thisStage, info.stageClock],
    [caseText.whole, info.clock],
    [caseText.contact, info.contactClock?.status === 'done' ? undefined : info.contactClock],
  ];
  const shown = clocks.flatMap(([name, clock]) => (clock ? [{ name, clock, ...clockText(clock, now) }] : []));
  if (shown.length === 0) return null;
  return (
    <View className="case__clocks">
      {shown.map(({ name, clock, limit, until, text }) => (
        <Water
          key={name}
          status={clock.status}
          share={clock.share}
          limit={name === limit ? name : `${name}：${limit}`}
          until={until}
          text={text}
        />
      ))}
    </View>
  );
}
