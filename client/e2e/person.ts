import type { Page } from 'playwright-core';
import { signInText } from '../src/text/signIn';

/** In the sign-in sheet that is open, or about to open, chooses a demonstration person by name, e.g. `湖边老住`. */
export async function choosePerson(page: Page, name: string): Promise<void> {
  const sheet = page.getByRole('dialog', { name: signInText.title });
  await sheet.waitFor();
  const person = sheet.getByText(name, { exact: true });
  if (!(await person.isVisible())) await sheet.getByText(signInText.others('')).click(); // the others are folded
  await person.click();
  await sheet.waitFor({ state: 'detached' });
}
