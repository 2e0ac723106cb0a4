import { model, Schema } from 'mongoose';

/** A stored photo. The same content is stored once; who uploaded it may use it. */
export interface MediaRecord {
  /** SHA-256 of the re-encoded picture. */
  _id: string;
  width: number;
  height: number;
  owners: string[];
  alt?: string;
  createdAt: Date;
}

const mediaSchema = new Schema<MediaRecord>(
  {
    _id: { type: String, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    owners: [String],
    alt: String,
    createdAt: { type: Date, required: true },
  },
  { collection: 'media', strict: 'throw', versionKey: false },
);

export const MediaModel = model<MediaRecord>('Media', mediaSchema);
