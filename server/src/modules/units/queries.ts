import { UnitModel, type UnitRecord } from './model';

/** Units that handle cases, in the order of the register. */
export const handlingUnits = (): Promise<UnitRecord[]> =>
  UnitModel.find({ kind: { $in: ['squadron', 'department'] } })
    .sort({ order: 1 })
    .lean<UnitRecord[]>();

/** One unit, of any kind; undefined when there is none. */
export const findUnit = async (id: string): Promise<UnitRecord | undefined> =>
  (await UnitModel.findById(id).lean<UnitRecord>()) ?? undefined;

/** A unit that cases can be dispatched to; undefined when there is none. */
export async function findHandlingUnit(id: string): Promise<{ id: string; name: string } | undefined> {
  const unit = await findUnit(id);
  return unit && unit.kind !== 'desk' ? { id: unit._id, name: unit.name } : undefined;
}

/** A unit by the name that an outside platform uses as well; undefined when there is none. */
export async function findUnitByName(name: string): Promise<{ id: string; name: string } | undefined> {
  const unit = await UnitModel.findOne({ name }).lean<UnitRecord>();
  return unit ? { id: unit._id, name: unit.name } : undefined;
}
