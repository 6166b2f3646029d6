/** Fields whose place can be learned. Who issued a document must be known before its lessons are, so it is none. */
export const LEARNED_FIELDS = [
  'number',
  'issuedOn',
  'dueOn',
  'net',
  'vat',
  'gross',
  'payable',
  'paymentReference',
  'account',
] as const
export type LearnedField = (typeof LEARNED_FIELDS)[number]

/** What a value looks like; kid, iban and bban have a check digit that must be right. */
export type Form = 'dayFirst' | 'monthFirst' | 'amount' | 'kid' | 'iban' | 'bban' | 'token'

/** Where a field is printed: how its label stands to it, and the middle of the value as shares of the page. */
export interface Layout {
  readonly field: LearnedField
  readonly form: Form
  /** Folded words, a space between. */
  readonly label: string
  readonly way: 'beside' | 'above'
  readonly x: number
  readonly y: number
}

/** Outcomes that people gave. */
export interface LessonRecord {
  readonly right: number
  readonly used: number
  /** Right ones of the last `LATELY`. */
  readonly lately: number
}

export interface Lesson extends Layout, LessonRecord {
  readonly id: string
}

/** So many right ones in a row bring a lesson back that had faded: a supplier may take up its old layout again. */
export const LATELY = 3

/** Uses from which a lesson is judged, and the share of right ones (2 of 3) below which it is used no more. */
const JUDGED_FROM = 3

export const isTrusted = ({ right, used, lately }: LessonRecord): boolean =>
  used < JUDGED_FROM || right * 3 >= used * 2 || lately === LATELY

/** Rule of succession: a new lesson is a coin's toss (0.5), one that was right three times of three is sure (0.8). */
export const confidenceOfLesson = ({ right, used }: Pick<LessonRecord, 'right' | 'used'>): number =>
  Math.min(Math.round(((right + 1) / (used + 2)) * 100) / 100, 0.99)
