import { tokensOf } from './fold.ts'
import { LONGEST_WORD, NearWords } from './near-words.ts'
import { AMOUNT_WORDS } from './words/amount-words.ts'
import type { Concept, WordTable } from './words/concept.ts'
import { CONCEPTS } from './words/concept.ts'
import { DATE_WORDS } from './words/date-words.ts'
import { NUMBER_WORDS } from './words/number-words.ts'
import { PARTY_WORDS } from './words/party-words.ts'
import { SOUTHERN_WORDS } from './words/southern-words.ts'

/** A step of a phrase: what may follow, and what the phrase means when it ends here. */
export interface Step {
  readonly next: Map<string, Step>
  concepts: Concept[]
}

/** Words shorter than this are not mended: a letter more or less makes another word of them. */
const MENDED_LETTERS = 5

const isConcept = (text: string): text is Concept => (CONCEPTS as readonly string[]).includes(text)

function conceptsOf(text: string): Concept[] {
  return text.split(' ').map((one) => {
    if (!isConcept(one)) throw new Error(`the word tables name an unknown concept: ${one}`)
    return one
  })
}

function grow(root: Step, concepts: readonly Concept[], phrase: string): void {
  let step = root
  for (const { text } of tokensOf(phrase)) {
    const known = step.next.get(text)
    const next = known ?? { next: new Map<string, Step>(), concepts: [] }
    if (!known) step.next.set(text, next)
    step = next
  }
  step.concepts = [...new Set([...step.concepts, ...concepts])]
}

function build(tables: readonly WordTable[]): Step {
  const root: Step = { next: new Map(), concepts: [] }
  for (const [concepts, phrases] of tables.flat()) {
    for (const phrase of phrases.split('|')) grow(root, conceptsOf(concepts), phrase)
  }
  return root
}

/** All phrases of the word tables as a tree of words. */
export const LEXICON: Step = build([AMOUNT_WORDS, DATE_WORDS, NUMBER_WORDS, PARTY_WORDS, SOUTHERN_WORDS])

const VOCABULARY = new Set<string>()
const NEAR = new NearWords()

function collect(step: Step): void {
  for (const [word, next] of step.next) {
    VOCABULARY.add(word)
    if (word.length >= MENDED_LETTERS) NEAR.add(word)
    collect(next)
  }
}
collect(LEXICON)

/** "Schlussrechnung", "Samlefaktura", "Verzamelfactuur": the last part says what it is. Not "Abrechnung". */
const COMPOUND = /^\p{L}{4,}(rechnung|faktura|factuur|kreditnota|gutschrift)$/u

/** The word of the tables that was meant, where an OCR took one letter for another, lost one or saw one too many. */
export function mendWord(word: string): string {
  if (word.length < MENDED_LETTERS || word.length > 40 || VOCABULARY.has(word)) return word
  const head = COMPOUND.exec(word)?.[1]
  if (head !== undefined) return head
  return word.length > LONGEST_WORD ? word : (NEAR.find(word) ?? word)
}
