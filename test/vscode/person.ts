// Answers questions of the editor in the place of a person. Inputs are the real ones: they are filled and accepted.

import {
  type CancellationToken,
  CancellationTokenSource,
  commands,
  type InputBox,
  type MessageOptions,
  type ProgressOptions,
  type QuickPick,
  type QuickPickItem,
  window,
} from 'vscode';
import { until } from '../support/workbench/wait';

/** A message or dialog that was shown. */
export interface Told {
  readonly text: string;
  readonly detail: string;
  readonly modal: boolean;
  readonly buttons: readonly string[];
}

/** A progress in the corner: the suite's windows do not show it, so what would stand there is kept. */
export interface Working {
  readonly title: string;
  readonly cancellable: boolean;
  /** What it said beside its title, one after the other. */
  readonly said: string[];
  over: boolean;
  /** Clicks its Cancel. */
  cancel(): void;
}

type Answer = (told: Told) => string | undefined;
type Task = (progress: { report(step: { message?: string }): void }, token: CancellationToken) => Thenable<unknown>;

/** Stands in for the person from `meet` to `leave`. */
export class Person {
  readonly told: Told[] = [];
  readonly working: Working[] = [];
  private readonly originals = originals();
  private readonly boxes: InputBox[] = [];
  private readonly picks: QuickPick<QuickPickItem>[] = [];
  /** The answers to the next messages, in order; after the last one messages are dismissed. */
  private answers: Answer[] = [];

  meet(): void {
    const { createInputBox, createQuickPick } = this.originals;
    const show = async (text: string, ...rest: unknown[]) => {
      const [first, ...others] = rest;
      const options = typeof first === 'object' && first !== null ? (first as MessageOptions) : null;
      const buttons = (options ? others : rest) as string[];
      const told = { text, detail: options?.detail ?? '', modal: options?.modal ?? false, buttons };
      this.told.push(told);
      return this.answers.shift()?.(told);
    };
    Object.assign(window, {
      showInformationMessage: show,
      showWarningMessage: show,
      showErrorMessage: show,
      withProgress: (options: ProgressOptions, task: Task) => this.work(options, task),
      createInputBox: () => kept(this.boxes, createInputBox()),
      createQuickPick: () => kept(this.picks, createQuickPick()),
      showQuickPick: (rows: readonly QuickPickItem[], options: { title?: string; placeHolder?: string }) => {
        const pick = createQuickPick();
        Object.assign(pick, { items: rows, title: options.title, placeholder: options.placeHolder });
        kept(this.picks, pick);
        return new Promise((resolve) => {
          pick.onDidAccept(() => resolve(pick.selectedItems[0]));
          pick.onDidHide(() => resolve(undefined));
          pick.show();
        }).finally(() => pick.dispose());
      },
    });
  }

  leave(): void {
    Object.assign(window, this.originals);
  }

  /** Answers the next message with a button. `before` runs while the message stands. */
  answer(button: string | null, before: () => void = () => undefined): void {
    this.answers.push(() => {
      before();
      return button ?? undefined;
    });
  }

  /** Waits for an input with a title. */
  input(title: string): Promise<InputBox> {
    return until(`the input ${title}`, () => this.boxes.findLast((box) => box.enabled && box.title === title));
  }

  /** Waits for a step (from 1) of a flow. */
  async step(step: number): Promise<void> {
    await until(`step ${step}`, () => this.open().some((input) => input.step === step));
  }

  /** Types something into the input that is open, and leaves. */
  async escape(typed: string): Promise<void> {
    for (const box of this.boxes) box.value = typed;
    for (const input of this.open()) input.hide();
  }

  private async work({ title = '', cancellable = false }: ProgressOptions, task: Task): Promise<unknown> {
    const stop = new CancellationTokenSource();
    const working: Working = { title, cancellable, said: [], over: false, cancel: () => stop.cancel() };
    this.working.push(working);
    try {
      return await task({ report: ({ message = '' }) => working.said.push(message) }, stop.token);
    } finally {
      working.over = true;
      stop.dispose();
    }
  }

  private open(): readonly (InputBox | QuickPick<QuickPickItem>)[] {
    return [...this.boxes, ...this.picks];
  }

  /** Fills an input and accepts it. */
  async type(title: string, text: string): Promise<void> {
    const box = await this.input(title);
    box.value = text;
    await accept();
    await until(`${title} accepted`, () => !this.boxes.includes(box) || Boolean(box.validationMessage));
  }

  /** Waits for a pick, and tells its rows: label and description. */
  async rows(title: string): Promise<string[]> {
    const pick = await until(`the pick ${title}`, () => this.picks.findLast((one) => one.title === title));
    return pick.items.map(({ label, description }) => [label, description].filter(Boolean).join(' | '));
  }

  /** Chooses a row of a pick. */
  async pick(title: string, label: string | RegExp): Promise<void> {
    const pick = await until(`the pick ${title}`, () => this.picks.findLast((one) => one.title === title));
    const row = pick.items.find((item) =>
      typeof label === 'string' ? item.label.includes(label) : label.test(item.label),
    );
    if (!row) throw new Error(`no row ${label} in ${title}`);
    pick.activeItems = [row];
    await accept();
  }
}

function originals() {
  const { createInputBox, createQuickPick, showQuickPick, withProgress } = window;
  const { showInformationMessage, showWarningMessage, showErrorMessage } = window;
  return {
    createInputBox,
    createQuickPick,
    showQuickPick,
    withProgress,
    showInformationMessage,
    showWarningMessage,
    showErrorMessage,
  };
}

async function accept(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 150)); // until it is on the screen
  await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

/** Remembers an input for as long as it is open. */
function kept<T extends InputBox | QuickPick<QuickPickItem>>(list: T[], input: T): T {
  list.push(input);
  const forget = () => {
    const at = list.indexOf(input);
    if (at >= 0) list.splice(at, 1);
  };
  input.onDidHide(forget);
  return input;
}
