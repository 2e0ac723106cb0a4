import type { CategoryGroup } from '@jierong/shared/categories';
import { places } from '@jierong/shared/endpoints/places';
import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Tap } from '@/components/tap';
import { type ChosenPlace, describePlace } from '@/features/places/chosenPlace';
import { groundPicture } from '@/features/places/groundPicture';
import { pickPlace } from '@/features/places/placeChoice';
import { getPosition } from '@/services/platform';
import { PlatformError } from '@/services/platformError';
import { useAction } from '@/services/useAction';
import { useRequest } from '@/services/useRequest';
import { reportText } from '@/text/report';
import { OutsidePlace } from './outsidePlace';

interface Props {
  place?: ChosenPlace;
  district?: string;
  group?: CategoryGroup;
  onChange: (place: ChosenPlace | undefined) => void;
}

/** Where it is: from the photo, the device, the map, or typed without any map. */
export function PlaceCard({ place, district, group, onChange }: Props) {
  const locate = useAction();
  const [trouble, setTrouble] = useState<PlatformError['reason']>();
  const here = () =>
    locate.run(async () => {
      setTrouble(undefined);
      try {
        const { longitude, latitude, datum } = await getPosition();
        onChange(await describePlace({ longitude, latitude, datum }, 'device'));
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        setTrouble(error.reason);
      }
    });
  const type = (address: string) => onChange({ ...place, address, source: place?.point ? place.source : 'typed' });
  const typing = !place?.point || place.unnamed;
  return (
    <Card
      title={reportText.placeTitle}
      action={
        place &&
        !place.outside && (
          <Tap className="link" onTap={() => pickPlace(place)}>
            <Text>{place.point ? reportText.placeChange : reportText.placeOnMap}</Text>
            <Icon name="ui-right" size="s" />
          </Tap>
        )
      }
    >
      {place?.outside && <OutsidePlace place={place} district={district} group={group} />}
      {place?.point && !place.outside && <Found place={place} />}
      {!place && (
        <View className="btns btns--stack report__ways">
          <Btn
            kind="soft"
            icon="act-locate"
            busy={locate.busy}
            busyLabel={reportText.placeFinding}
            onTap={() => void here()}
          >
            {reportText.placeHere}
          </Btn>
          <Btn kind="line" icon="ui-map" onTap={() => pickPlace()}>
            {reportText.placeOnMap}
          </Btn>
        </View>
      )}
      {trouble && !place && (
        <View className="mt2">
          <Notice tone="soon" icon="act-locate">
            {trouble === 'denied' ? reportText.placeDenied : reportText.placeUnavailable}
          </Notice>
        </View>
      )}
      {typing && !place?.outside && (
        <View className={place && !place.point ? '' : 'mt3'}>
          <Field
            label={place?.point ? reportText.placeName : place ? reportText.placeAddress : reportText.placeTyped}
            value={place?.address ?? ''}
            placeholder={reportText.placeExample}
            max={limits.address}
            onInput={(address) => (address || place?.point ? type(address) : onChange(undefined))}
          />
        </View>
      )}
    </Card>
  );
}

function Found({ place }: { place: ChosenPlace }) {
  const ground = useRequest(places.ground, {}).data;
  const { point, address, road, grid } = place;
  return (
    <View className="report__found">
      <View
        className="report__mini"
        style={ground && point ? { backgroundImage: `url("${groundPicture(ground, point)}")` } : {}}
        {...aria({ hidden: true })}
      />
      <View className="grow">
        <View className="strong">{address || reportText.found(road, grid)}</View>
        <View className="cap mt1">{reportText.placeSource[place.source]}</View>
      </View>
    </View>
  );
}
