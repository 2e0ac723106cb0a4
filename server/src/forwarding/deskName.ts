/** Name of the built-in desk among destinations. */
export const DESK = 'caseDesk';
