import {
  type Disposable,
  type InputBoxValidationMessage,
  type QuickInput,
  type QuickInputButton,
  QuickInputButtons,
  type QuickPickItem,
  window,
} from 'vscode';

/** The person went back to the question before. */
export const BACK = Symbol('back');

/** What was answered; null when the person left. */
export type Asked<T> = T | typeof BACK | null;

/** Where a question stands in its flow. */
export interface Place {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
}

/** A button beside the title of a question. */
export interface AskButton extends QuickInputButton {
  run(): void;
}

export interface TextQuestion {
  /** Below the input; depends on what was typed. */
  prompt(value: string): string;
  readonly placeholder: string;
  readonly value: string;
  /** Shown as dots. */
  readonly masked: boolean;
  readonly buttons?: readonly AskButton[];
  /** What turned out to be wrong with the value that the input starts with. */
  readonly wrong?: string | null;
  /** What is wrong with a value, or a warning about it; null when it can be taken. */
  check(value: string): string | InputBoxValidationMessage | null;
}

/** Asks for a text. The input stays while the person looks elsewhere, for a key has to be fetched; it is emptied afterwards. */
export async function askText(place: Place, question: TextQuestion): Promise<Asked<string>> {
  const box = window.createInputBox();
  const { value } = question;
  Object.assign(box, { value, placeholder: question.placeholder, password: question.masked });
  box.prompt = question.prompt(value);
  if (question.wrong) box.validationMessage = question.wrong;
  const parts = [
    box.onDidChangeValue((typed) => {
      box.prompt = question.prompt(typed);
      // Nobody is blamed for what they have not typed yet.
      box.validationMessage = (typed === '' ? null : question.check(typed)) ?? undefined;
    }),
  ];
  const answer = await answerOf<string>(box, place, question.buttons ?? [], parts, (take) =>
    box.onDidAccept(() => {
      const wrong = question.check(box.value);
      if (wrong === null || typeof wrong !== 'string') take(box.value);
      else box.validationMessage = wrong;
    }),
  );
  box.value = '';
  box.dispose();
  return answer;
}

/** A row of a choice. */
export interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

/** Asks for one of several. @param current the value whose row is marked at first */
export async function askChoice<T>(
  place: Place,
  placeholder: string,
  choices: readonly Choice<T>[],
  current: T | null,
): Promise<Asked<T>> {
  const pick = window.createQuickPick<Choice<T>>();
  pick.items = choices;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.activeItems = choices.filter(({ value }) => value === current);
  const answer = await answerOf<T>(pick, place, [], [], (take) =>
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) take(chosen.value);
    }),
  );
  pick.dispose();
  return answer;
}

interface WithButtons extends QuickInput {
  buttons: readonly QuickInputButton[];
  onDidTriggerButton(listener: (button: QuickInputButton) => void): Disposable;
}

/** Shows an input and waits until it is answered, left, or gone back from. */
async function answerOf<T>(
  input: WithButtons,
  { title, step, steps }: Place,
  buttons: readonly AskButton[],
  parts: Disposable[],
  onTaken: (take: (value: T) => void) => Disposable,
): Promise<Asked<T>> {
  Object.assign(input, { title, ignoreFocusOut: true });
  if (steps > 1) Object.assign(input, { step, totalSteps: steps });
  input.buttons = step > 1 ? [QuickInputButtons.Back, ...buttons] : buttons;
  try {
    return await new Promise<Asked<T>>((resolve) => {
      parts.push(
        onTaken(resolve),
        input.onDidHide(() => resolve(null)),
        input.onDidTriggerButton((button) => {
          if (button === QuickInputButtons.Back) resolve(BACK);
          else buttons.find((own) => own === button)?.run();
        }),
      );
      input.show();
    });
  } finally {
    for (const part of parts) part.dispose();
    input.hide();
  }
}

/** One question about a draft. */
export type Step<D> = (draft: D, place: Place) => Promise<Asked<D>>;

/**
 * Asks one question after the other, back and forth; what was typed stays when the person goes back.
 * @param stepsOf the questions, which may depend on the answers
 * @param first where to begin; the questions before it can be gone back to
 * @returns the filled draft, or null when the person left
 */
export async function walk<D>(
  title: string,
  start: D,
  stepsOf: (draft: D) => readonly Step<D>[],
  first?: Step<D>,
): Promise<D | null> {
  let draft = start;
  let at = first ? Math.max(stepsOf(draft).indexOf(first), 0) : 0;
  for (;;) {
    const steps = stepsOf(draft);
    const step = steps[at];
    if (!step) return draft;
    const answer = await step(draft, { title, step: at + 1, steps: steps.length });
    if (answer === null) return null;
    if (answer !== BACK) draft = answer;
    at += answer === BACK ? -1 : 1;
  }
}
