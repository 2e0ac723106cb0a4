import type { Message } from '@jierong/shared/messages';
import type { IconName } from '@/components/icon/names';

type Tone = 'work' | 'soon' | 'bad' | 'way' | 'wait';

/** What did not go well, or was turned down. */
const bad = ['refuse', 'hold', 'decline', 'dispute', 'closeUnfixed', 'closeWithReason', 'refuseRedo', 'checkFailed'];
const way = ['release', 'pass', 'acknowledge', 'deliverByHand', 'accept', 'resend', 'offerOver'];
const wait = ['merge', 'unmerge', 'withdraw', 'sendToReview', 'void'];

/** The picture and ground of a message: what asks something stands out. */
export function messageLook({ kind, state, asks }: Message): { icon: IconName; tone?: Tone } {
  const icon =
    kind === 'comment' || kind === 'contact'
      ? 'ui-chat'
      : kind === 'dispute'
        ? 'act-appeal'
        : (`state-${state}` as const);
  if (bad.includes(kind)) return { icon, tone: 'bad' };
  if (asks) return { icon, tone: 'soon' };
  if (way.includes(kind)) return { icon, tone: 'way' };
  if (wait.includes(kind)) return { icon, tone: 'wait' };
  return { icon };
}

/** Messages of one day together, in the order they come. */
export function byDay(
  items: readonly Message[],
  dayOf: (at: string) => string,
): { day: string; messages: Message[] }[] {
  const days: { day: string; messages: Message[] }[] = [];
  for (const message of items) {
    const day = dayOf(message.at);
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}
