import { type CategoryGroup, categoryGroups } from '@jierong/shared/categories';
import { model, Schema } from 'mongoose';

/** A stored unit (处置部门, 中队, 案件台的组). */
export interface UnitRecord {
  _id: string;
  name: string;
  /** `desk` units accept, dispatch and check; the others handle cases. */
  kind: 'desk' | 'squadron' | 'department';
  groups: CategoryGroup[];
  /** Place in lists, as the register gives it. */
  order: number;
  demonstration: boolean;
}

const unitSchema = new Schema<UnitRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    kind: { type: String, enum: ['desk', 'squadron', 'department'], required: true },
    groups: [{ type: String, enum: categoryGroups }],
    order: { type: Number, required: true },
    demonstration: { type: Boolean, required: true },
  },
  { collection: 'units', strict: 'throw', versionKey: false },
);
unitSchema.index({ kind: 1, order: 1 });
unitSchema.index({ name: 1 });

/** Private to the units module. */
export const UnitModel = model<UnitRecord>('Unit', unitSchema);
