import { AppError } from '../../../appError';
import type { Services } from '../../../services';
import type { Person } from '../../people/person';
import { speaksOfficially } from '../policy';
import { ProposalModel } from '../proposalModel';
import { seenProposal } from '../queries';

/**
 * The official answer to a proposal, under the name of the unit. It is given once and stays; more is said in comments,
 * which are marked as well.
 * @throws notFound, forbidden when not of the unit or already answered otherwise
 */
export async function answerProposal(services: Services, person: Person, id: string, words: string): Promise<void> {
  const { proposal, report } = await seenProposal(id, person);
  if (!person.unit || !speaksOfficially(person, report)) throw new AppError('forbidden');
  if (proposal.officialAnswer?.words === words) return;
  const officialAnswer = { at: services.now(), unitName: person.unit.name, words };
  const written = await ProposalModel.updateOne(
    { _id: id, officialAnswer: { $exists: false } },
    { $set: { officialAnswer } },
  );
  if (!written.matchedCount) throw new AppError('forbidden');
}
