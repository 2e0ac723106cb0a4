import { districts } from '@jierong/shared/endpoints/districts';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Cell } from '@/components/cell';
import { Page } from '@/components/page';
import { Toggle } from '@/components/toggle';
import { go } from '@/features/mine/go';
import { SignOutSheet } from '@/features/mine/signOutSheet';
import { useSignedIn } from '@/features/session/useSignedIn';
import { isH5 } from '@/services/platform';
import { setElder, usePreferences } from '@/services/preferences';
import { useRequest } from '@/services/useRequest';
import { mineText, settingsText } from '@/text/mine';
import './index.scss';

/** 设置与隐私: how it looks, what is kept and who sees it, and what this program is. */
export default function SettingsPage() {
  const { me, sheets } = useSignedIn();
  const elder = usePreferences((s) => s.elder);
  const district = useRequest(districts.info, {}).data;
  const [leaving, setLeaving] = useState(false);
  return (
    <Page>
      <View className="stack">
        <Card title={settingsText.looks} className="settings__card">
          <Cell
            icon="ui-elder"
            title={mineText.elder}
            note={mineText.elderNote}
            value={<Toggle label={mineText.elder} checked={elder} onChange={setElder} />}
          />
        </Card>
        <Card title={settingsText.privacy} className="settings__card">
          {settingsText.kept.map(([icon, title, note]) => (
            <Cell key={title} icon={icon} title={title} note={note} />
          ))}
          {me && (
            <Cell
              icon="ui-lock"
              title={settingsText.forget}
              note={settingsText.forgetNote}
              onTap={() => go('/pkg-mine/reports/index?act=forget')}
            />
          )}
          {!isH5 && (
            <Cell
              icon="ui-mobile"
              title={settingsText.authorize}
              note={settingsText.authorizeNote}
              value={
                <Btn size="sm" kind="plain" openType="openSetting">
                  {settingsText.authorizeButton}
                </Btn>
              }
            />
          )}
        </Card>
        {me && (
          <Card title={settingsText.account} className="settings__card">
            <Cell icon="ui-user" title={settingsText.who(me.nickname)} note={me.title} />
            <Cell icon="ui-door" title={mineText.signOut} onTap={() => setLeaving(true)} />
          </Card>
        )}
        <Card title={settingsText.about}>
          <Text className="strong">{settingsText.aboutName}</Text>
          <View className="sub mt1">{settingsText.aboutText}</View>
          <View className="rule" />
          {district && <View className="cap">{settingsText.district(district.district)}</View>}
          <View className="cap">{settingsText.licence}</View>
          {district?.demonstration && <View className="cap">{settingsText.aboutDemo}</View>}
        </Card>
      </View>
      {leaving && <SignOutSheet onClose={() => setLeaving(false)} />}
      {sheets}
    </Page>
  );
}
