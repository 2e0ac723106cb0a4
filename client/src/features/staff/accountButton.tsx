import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Icon } from '@/components/icon/icon';
import { Person } from '@/components/person';
import { Sheet } from '@/components/sheet';
import { Tap } from '@/components/tap';
import { dutyLabels } from '@/text/common';
import { staffText } from '@/text/staff';
import { useStaff } from './staffContext';

/** Who is signed in, and the ways out of the workbench. */
export function AccountButton() {
  const { me, switchPerson, signOut } = useStaff();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tap className="iconbtn" label={staffText.account} onTap={() => setOpen(true)}>
        <Icon name="ui-user" />
      </Tap>
      <Sheet open={open} title={staffText.account} onClose={() => setOpen(false)}>
        <Person name={me.nickname} note={me.unit?.name} tags={me.duties.map((duty) => dutyLabels[duty])} />
        <View className="sub mt2">
          <Text>{me.title}</Text>
        </View>
        <View className="btns btns--stack mt4">
          <Btn kind="soft" onTap={switchPerson}>
            {staffText.switchPerson}
          </Btn>
          <Btn kind="plain" onTap={() => void Taro.switchTab({ url: '/pages/street/index' })}>
            {staffText.toStreet}
          </Btn>
          <Btn kind="plain" onTap={signOut}>
            {staffText.signOut}
          </Btn>
        </View>
      </Sheet>
    </>
  );
}
