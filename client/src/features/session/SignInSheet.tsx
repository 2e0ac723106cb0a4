import type { DemonstrationPerson, Me } from '@jierong/shared/people';
import type { Role } from '@jierong/shared/roles';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Icon } from '@/components/icon/icon';
import { DemoTag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Person } from '@/components/person';
import { Sheet } from '@/components/sheet';
import { Tap } from '@/components/tap';
import { type SignInOptions, signInAs } from '@/services/signIn';
import { useAction } from '@/services/useAction';
import { roleLabels } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { signInText } from '@/text/signIn';
import './SignInSheet.scss';

const streetRoles: readonly Role[] = ['resident', 'merchant', 'allianceLead', 'roadChief', 'volunteer'];
/** The staff shown at once; the others are unfolded. */
const firstStaff: readonly Role[] = ['gridOfficer', 'squadronLead'];

interface Props {
  options: SignInOptions;
  tab?: boolean;
  /** null: would rather not. */
  onDone: (me: Me | null) => void;
}

/** Offers the demonstration people. In production it can only say that WeChat is where one signs in. */
export function SignInSheet({ options, tab, onDone }: Props) {
  const { busy, error, run } = useAction();
  const [unfolded, setUnfolded] = useState(false);
  const people = options.demonstrationPeople;
  const street = people.filter((p) => streetRoles.includes(p.role));
  const staff = people.filter((p) => !streetRoles.includes(p.role));
  const first = unfolded ? street : firstOfEach(street);
  const staffFirst = unfolded ? staff : firstOfEach(staff).filter((p) => firstStaff.includes(p.role));
  const rest = [...new Set(staff.filter((p) => !firstStaff.includes(p.role)).map((p) => roleLabels[p.role]))];

  const choose = async (person: DemonstrationPerson) => {
    const me = await run(() => signInAs(person.id));
    if (me) onDone(me);
  };
  const group = (name: string, members: readonly DemonstrationPerson[]) => (
    <View className="signin__group">
      <Text className="cap">{name}</Text>
      {members.map((p, i) => (
        <Tap key={p.id} className="signin__person" disabled={busy} onTap={() => choose(p)}>
          <View className="grow">
            <Person name={p.name} note={p.title} tone={((i % 4) + 1) as 1 | 2 | 3 | 4} />
          </View>
          <Icon name="ui-right" />
        </Tap>
      ))}
    </View>
  );

  const elsewhere = people.length === 0;
  return (
    <Sheet
      open
      tab={tab}
      title={elsewhere ? signInText.inWechatTitle : signInText.title}
      onClose={() => onDone(null)}
      foot={
        <Btn wide kind="plain" onTap={() => onDone(null)}>
          {signInText.later}
        </Btn>
      }
    >
      <View className="row between">
        <Text className="sub grow">{elsewhere ? signInText.inWechatNote : signInText.note}</Text>
        {!elsewhere && <DemoTag />}
      </View>
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      {first.length > 0 && group(signInText.street, first)}
      {staffFirst.length > 0 && group(signInText.staff, staffFirst)}
      {!unfolded && rest.length > 0 && (
        <Tap className="link" expanded={false} onTap={() => setUnfolded(true)}>
          <Text>{signInText.others(rest.join('、'))}</Text>
          <Icon name="ui-down" size="s" />
        </Tap>
      )}
    </Sheet>
  );
}

function firstOfEach(people: readonly DemonstrationPerson[]): DemonstrationPerson[] {
  return people.filter((p, i) => people.findIndex((other) => other.role === p.role) === i);
}
