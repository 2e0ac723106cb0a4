import path from 'node:path';
import type { FileChooser, Locator, Page } from 'playwright-core';

/** A person waits so long for something to happen elsewhere before they look again. */
const patienceMs = 2_000;
const looks = 30;

/** A picture of the demonstration by its name, e.g. `waste-near`, as a file. */
export const scene = (name: string): string =>
  path.resolve(__dirname, `../../../server/data/demonstration/scenes/${name}.jpg`);

/** Words as they can be seen: pages below the one in front keep theirs, hidden. */
export const words = (within: Page | Locator, text: string | RegExp): Locator =>
  within.getByText(text).filter({ visible: true }).first();

/** Waits until the words can be seen. */
export const sees = (within: Page | Locator, text: string | RegExp): Promise<void> => words(within, text).waitFor();

/** Taps the button with exactly these words. */
export const tap = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click();

/** Opens one of the four tabs. */
export const toTab = (page: Page, name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click();

/** Opens the page again and again, as people do, until it shows what happened elsewhere. */
export async function looksUntil(page: Page, shown: Locator): Promise<void> {
  for (let look = 1; look < looks; look++) {
    const there = await shown.waitFor({ timeout: patienceMs }).then(
      () => true,
      () => false,
    );
    if (there) return;
    await page.reload();
  }
  await shown.waitFor();
}

type Files = Parameters<FileChooser['setFiles']>[0];

/** Taps the button that asks for photos, by the beginning of its words, and gives it these files. */
export async function givePhotos(page: Page, name: string, files: Files): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await (await chooser).setFiles(files);
}
