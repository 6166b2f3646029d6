import { rulesOf } from '../engine/rule.ts'
import { EN16931_UBL, EN16931_UBL_PEPPOL } from './ubl.ts'

/** What each rule of the model says. The rules of EN 16931-1 are the same in every syntax, so their sentences are. */
const SENTENCES = new Map(rulesOf([EN16931_UBL_PEPPOL, EN16931_UBL]).map(({ id, message }) => [id, message]))

export const sentenceOf = (id: string): string => SENTENCES.get(id) ?? missing(id)

function missing(id: string): never {
  throw new Error(`there is no rule ${id} in UBL to take the sentence from`)
}
