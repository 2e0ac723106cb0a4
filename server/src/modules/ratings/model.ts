import type { Satisfaction } from '@jierong/shared/ratings';
import { model, Schema } from 'mongoose';

/** A stored rating: one a person and repair. A redo asks anew and the old one stays. */
export interface RatingRecord {
  _id: string;
  reportId: string;
  /** The repair it answers about (`askingOf`), and its instant. */
  asking: number;
  askedAt: Date;
  personId: string;
  as: 'reporter' | 'supporter';
  /** Whose work it was; absent when a claimer fixed it. */
  unitId?: string;
  speed: number;
  quality: number;
  manner: number;
  satisfaction: Satisfaction;
  words: string;
  /** Words that the check did not pass are kept and not shown. */
  wordsShown: boolean;
  /** The reporter's 不满意 sends the work back: still to be done, or done. */
  redo?: 'due' | 'given';
  /** A low answer that does not send it back asks for 回访. */
  callBack: boolean;
  at: Date;
}

const text = { type: String, required: true } as const;
const stars = { type: Number, required: true, min: 1, max: 5 } as const;
const ratingSchema = new Schema<RatingRecord>(
  {
    _id: text,
    reportId: text,
    asking: { type: Number, required: true },
    askedAt: { type: Date, required: true },
    personId: text,
    as: { type: String, enum: ['reporter', 'supporter'], required: true },
    unitId: String,
    speed: stars,
    quality: stars,
    manner: stars,
    satisfaction: { type: String, enum: ['satisfied', 'mostlySatisfied', 'unsatisfied'], required: true },
    words: { type: String, default: '' },
    wordsShown: { type: Boolean, required: true },
    redo: { type: String, enum: ['due', 'given'] },
    callBack: { type: Boolean, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'ratings', strict: 'throw', versionKey: false },
);
ratingSchema.index({ reportId: 1, personId: 1, asking: 1 }, { unique: true });
ratingSchema.index({ askedAt: 1 });
ratingSchema.index({ unitId: 1, askedAt: 1 });
ratingSchema.index({ redo: 1, at: 1 }, { partialFilterExpression: { redo: { $exists: true } } });

/** Private to the ratings module. */
export const RatingModel = model<RatingRecord>('Rating', ratingSchema);
