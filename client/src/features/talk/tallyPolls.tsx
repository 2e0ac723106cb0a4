import type { Tally } from '@jierong/shared/talk';
import { Text, View } from '@tarojs/components';
import { Poll } from '@/components/poll';
import { proposalText } from '@/text/cogovern';
import './talk.scss';

/** How many voted at all. */
export const votersOf = ({ residents, merchants }: Tally): number =>
  residents.for + residents.against + merchants.for + merchants.against;

/** What the polls show, in the order they show it. */
export function tallyWords({ residents, merchants }: Tally): string {
  const { membersFor, membersAgainst } = merchants;
  return [
    sideWords(proposalText.residents, residents.for, residents.against),
    sideWords(proposalText.merchants, merchants.for, merchants.against),
    membersFor + membersAgainst > 0 ? proposalText.members(membersFor, membersAgainst) : '',
  ]
    .filter(Boolean)
    .join('，');
}

const sideWords = (who: string, yes: number, no: number): string =>
  yes + no === 0
    ? proposalText.sideNone(who)
    : [proposalText.side(who, yes + no), `${proposalText.yes} ${yes}`, `${proposalText.no} ${no}`].join('，');

/** Votes of residents and of merchants, never added together; the members of the alliance concerned are named. */
export function TallyPolls({ tally }: { tally: Tally }) {
  const { residents, merchants } = tally;
  const { membersFor: yes, membersAgainst: no } = merchants;
  const members = yes + no > 0 ? { yes, no, note: proposalText.members(yes, no) } : undefined;
  return (
    <View>
      <Side who={proposalText.residents} yes={residents.for} no={residents.against} />
      <Side who={proposalText.merchants} yes={merchants.for} no={merchants.against} members={members} />
    </View>
  );
}

interface SideProps {
  who: string;
  yes: number;
  no: number;
  members?: { yes: number; no: number; note: string };
}

function Side({ who, yes, no, members }: SideProps) {
  const { side, sideNone, counts } = proposalText;
  return (
    <View className="tally__side">
      <Text className="cap tally__name">{yes + no === 0 ? sideNone(who) : side(who, yes + no)}</Text>
      {yes + no > 0 && (
        <Poll
          yes={yes}
          no={no}
          yesLabel={proposalText.yes}
          noLabel={proposalText.no}
          label={counts(who, yes, no)}
          members={members}
        />
      )}
    </View>
  );
}
