import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { ReportMap } from '@/components/reportMap';
import { Tap } from '@/components/tap';
import { type ChosenPlace, isPlaceReady } from '@/features/places/chosenPlace';
import { usePlaceChoice } from '@/features/places/placeChoice';
import { reportText } from '@/text/report';
import './index.scss';
import { type Direction, type PlacePicking, usePlacePicking } from './usePlacePicking';

const directions: readonly Direction[] = ['north', 'south', 'west', 'east'];

/** Picks a place by crosshair, by buttons, or by its address alone. */
export default function PlacePage() {
  const picking = usePlacePicking();
  const { place, found, mapless, address } = picking;
  const outside = found?.inside === false;
  const typed: ChosenPlace = { address, source: 'typed' };
  const use = (chosen: ChosenPlace) => {
    usePlaceChoice.getState().choose(chosen);
    void Taro.navigateBack();
  };
  const ready = isPlaceReady(place);
  const label = outside ? reportText.outsideHere : ready ? reportText.useThis : reportText.writeAddress;
  const bar = mapless ? (
    <Btn wide disabled={!isPlaceReady(typed)} onTap={() => use(typed)}>
      {isPlaceReady(typed) ? reportText.useTyped : reportText.writeAddress}
    </Btn>
  ) : (
    <View className="btns btns--stack">
      {picking.written && isPlaceReady(typed) && outside && (
        <Btn kind="plain" onTap={() => use(typed)}>
          {reportText.useTyped}
        </Btn>
      )}
      <Btn disabled={!ready} onTap={() => place && use(place)}>
        {label}
      </Btn>
    </View>
  );
  return (
    <Page bar={bar}>
      {mapless ? (
        <View className="stack">
          <Notice tone="soon" icon="ui-map">
            {reportText.mapMissing}
          </Notice>
        </View>
      ) : (
        <PlaceMap picking={picking} />
      )}
      <View className="stack">
        <Card label={reportText.placeTitle}>
          {!mapless && <WhatIsHere picking={picking} />}
          <Field
            label={reportText.address}
            value={address}
            placeholder={reportText.placeExample}
            max={limits.address}
            onInput={picking.setAddress}
          />
        </Card>
        {!mapless && (
          <Card>
            <View className="cap">{reportText.move}</View>
            <View className="place__steps" {...aria({ role: 'group', label: reportText.move })}>
              {directions.map((direction) => (
                <Btn key={direction} kind="plain" size="mid" onTap={() => picking.step(direction)}>
                  {reportText[direction]}
                </Btn>
              ))}
            </View>
          </Card>
        )}
      </View>
    </Page>
  );
}

function PlaceMap({ picking }: { picking: PlacePicking }) {
  const { centre, scale, ground } = picking;
  return (
    <View className="place__map">
      {centre && (
        <ReportMap
          centre={centre}
          scale={scale}
          ground={ground}
          pins={[]}
          onPoint={picking.go}
          onMove={picking.moved}
        />
      )}
      <View className="place__cross" {...aria({ hidden: true })}>
        <Icon name="ui-pin-fill" className="place__pin" />
      </View>
      <View className="place__tools">
        <Tap
          className="iconbtn iconbtn--float"
          label={reportText.here}
          busy={picking.locating}
          onTap={() => void picking.locate()}
        >
          <Icon name="act-locate" />
        </Tap>
      </View>
      <View className="place__hint">
        <Text>{reportText.map}</Text>
      </View>
    </View>
  );
}

function WhatIsHere({ picking }: { picking: PlacePicking }) {
  const { found, finding, unfound, trouble, ground } = picking;
  const outside = found?.inside === false && found.distanceMeters !== undefined;
  return (
    <View className="place__found">
      {trouble && (
        <Notice tone="soon" icon="act-locate">
          {trouble === 'denied' ? reportText.placeDenied : reportText.placeUnavailable}
        </Notice>
      )}
      {outside ? (
        <Notice tone="soon" icon="act-place">
          <Text className="strong">
            {ground ? `${reportText.outsideTitle(ground.district)}。` : `${reportText.outsideHere}。`}
          </Text>
          <Text>{reportText.outside(found.distanceMeters ?? 0)}</Text>
        </Notice>
      ) : (
        <View className="row" {...aria({ role: 'status', live: 'polite' })}>
          <Icon name="act-place" className="cell__icon" />
          <Text className="grow strong">
            {finding && !found
              ? reportText.finding
              : unfound
                ? reportText.unfound
                : reportText.found(found?.road, found?.grid)}
          </Text>
        </View>
      )}
    </View>
  );
}
