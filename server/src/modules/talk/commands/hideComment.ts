import { AppError } from '../../../appError';
import type { Person } from '../../people/person';
import { CommentModel, type CommentRecord } from '../commentModel';
import { maySeeComment } from '../policy';
import { countComment } from '../recount';

/** Takes the own comment back, or hides one as a moderator. @throws notFound, forbidden */
export async function hideComment(person: Person, id: string): Promise<void> {
  const comment = await CommentModel.findById(id).lean<CommentRecord>();
  const moderator = person.role === 'moderator';
  if (!comment || comment.status === 'takenBack' || !(moderator || maySeeComment(person, comment)))
    throw new AppError('notFound');
  if (comment.authorId !== person.id && !moderator) throw new AppError('forbidden');
  const status = comment.authorId === person.id ? 'takenBack' : 'hidden';
  await CommentModel.updateOne({ _id: id }, { $set: { status, counted: false } });
  await countComment(comment);
}
