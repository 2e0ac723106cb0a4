import { answering } from './transitions/answering';
import { delivery } from './transitions/delivery';
import { handling } from './transitions/handling';
import { sending } from './transitions/sending';

/**
 * The table of the life of a report. `reportLifecycle.ts` reads it; nothing else decides where a report may go.
 * Rows of one action stand in the order they are tried.
 */
export const rows = [...sending, ...delivery, ...handling, ...answering] as const;
