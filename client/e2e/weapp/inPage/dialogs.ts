import { WxFailure, type WxOptions, wxFunction } from './answers';

/** Dialogs of the system, drawn as plain elements so that a test reads and taps them as a person would. */
function overlay(role: string, className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = `weapp-overlay ${className}`;
  if (role) element.setAttribute('role', role);
  document.body.append(element);
  return element;
}

function line(parent: Element, text: unknown): void {
  if (!text) return;
  const element = document.createElement('p');
  element.textContent = String(text);
  parent.append(element);
}

function button(parent: Element, text: string, act: () => void): void {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.addEventListener('click', act);
  parent.append(element);
}

function removeAll(className: string): void {
  for (const element of document.querySelectorAll(`.${className}`)) element.remove();
}

const defaultToastMs = 1500;

function showToast({ title, duration }: WxOptions): void {
  removeAll('weapp-toast');
  const element = overlay('status', 'weapp-toast');
  line(element, title);
  setTimeout(() => element.remove(), typeof duration === 'number' ? duration : defaultToastMs);
}

function showLoading({ title }: WxOptions): void {
  removeAll('weapp-loading');
  line(overlay('status', 'weapp-loading'), title);
}

function showModal(options: WxOptions): Promise<unknown> {
  return new Promise((resolve) => {
    const element = overlay('dialog', 'weapp-dialog');
    element.setAttribute('aria-label', String(options.title ?? ''));
    line(element, options.title);
    let field: HTMLInputElement | undefined;
    if (options.editable) {
      field = document.createElement('input');
      field.placeholder = String(options.placeholderText ?? '');
      field.value = String(options.content ?? '');
      element.append(field);
    } else line(element, options.content);
    const close = (confirm: boolean): void => {
      element.remove();
      resolve({ confirm, cancel: !confirm, content: confirm && field ? field.value : null });
    };
    if (options.showCancel !== false) button(element, String(options.cancelText ?? '取消'), () => close(false));
    button(element, String(options.confirmText ?? '确定'), () => close(true));
  });
}

function showActionSheet(options: WxOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const element = overlay('dialog', 'weapp-dialog');
    line(element, options.alertText);
    (options.itemList as string[]).forEach((item, tapIndex) => {
      button(element, item, () => {
        element.remove();
        resolve({ tapIndex });
      });
    });
    button(element, '取消', () => {
      element.remove();
      reject(new WxFailure('fail cancel'));
    });
  });
}

/** Shows choices to tap, one a line; resolves with the index, or undefined when left. For pickers. */
export function choose(label: string, choices: string[]): Promise<number | undefined> {
  return new Promise((resolve) => {
    const element = overlay('dialog', 'weapp-dialog');
    element.setAttribute('aria-label', label);
    const close = (index?: number): void => {
      element.remove();
      resolve(index);
    };
    choices.forEach((choice, index) => {
      button(element, choice, () => close(index));
    });
    button(element, '取消', () => close());
  });
}

/** Asks for a value of the browser's own kind, `date` or `time`; resolves with it, or undefined when left. */
export function ask(label: string, type: 'date' | 'time', value: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const element = overlay('dialog', 'weapp-dialog');
    element.setAttribute('aria-label', label);
    const field = document.createElement('input');
    field.type = type;
    field.value = value;
    element.append(field);
    const close = (answer?: string): void => {
      element.remove();
      resolve(answer);
    };
    button(element, '取消', () => close());
    button(element, '确定', () => close(field.value));
  });
}

/** The wx functions that show something over the page. */
export const dialogFunctions = {
  showToast: wxFunction('showToast', showToast),
  hideToast: wxFunction('hideToast', () => removeAll('weapp-toast')),
  showLoading: wxFunction('showLoading', showLoading),
  hideLoading: wxFunction('hideLoading', () => removeAll('weapp-loading')),
  showModal: wxFunction('showModal', showModal),
  showActionSheet: wxFunction('showActionSheet', showActionSheet),
};
