/** One line of text, with a class where the corpus has one. */
export interface LabelledText {
  readonly text: string;
  readonly label?: string;
}

/** A text that a person can choose instead of pasting their own. */
export interface Sample {
  /** Stable, used in links. */
  readonly id: string;
  /** Where the text comes from and under which licence, as its authors ask; null if it was written for this project. */
  readonly source: string | null;
  readonly lines: readonly LabelledText[];
}
