import type { Actor } from '@jierong/shared/roles';

/** How a claimer without a shop is named in public: by what they are, never by name. */
export const claimerNames: Partial<Record<Actor, string>> = {
  merchant: '一位商户',
  roadChief: '民间路长',
  volunteer: '志愿者',
};
