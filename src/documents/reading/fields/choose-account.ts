import { hasIbanLength, isIban, isNorwegianBban, normaliseBban, normaliseIban } from '#src/kernel/iban.ts'
import type { Choice } from './choice.ts'
import { bestIdentifier, type Identifier, labelled, type Option, type Reader, search } from './identifier.ts'
import { boxOf, textOf } from './row.ts'
import type { Scene, SceneRow } from './scene.ts'

export const IBAN = /(?<![A-Z\d])[A-Z]{2}\d{2}(?:\s?[A-Z\d]{2,4}){3,8}(?![A-Z\d])/gu

/** The longest beginning of the text that is an IBAN: the words after it may look like a part of it. */
export function readIban(printed: string): string | undefined {
  const parts = printed.split(/\s/)
  for (let count = parts.length; count > 0; count--) {
    const text = normaliseIban(parts.slice(0, count).join(''))
    if (isIban(text)) return text
  }
  return undefined
}

export const BBAN = /(?<![\d.])\d{4}[\s.]?\d{2}[\s.]?\d{5}(?!\d)/gu
export const readBban: Reader = (printed) => (isNorwegianBban(printed) ? normaliseBban(printed) : undefined)
/** A Polish account as it is printed at home: an IBAN without its country. */
const NRB = /(?<![\p{L}\d])\d{2}(?:\s?\d{4}){6}(?!\d)/gu
const readNrb: Reader = (printed) => {
  const value = `PL${printed.replace(/\s/g, '')}`
  return isIban(value) ? value : undefined
}
const GIRO = /(?<![\d-])\d{3,4}\s?-\s?\d{4}(?![\d-])|(?<![\d-])\d{1,7}\s?-\s?\d(?![\d-])/gu

/** What stands beside "IBAN" or "account" and looks like one, though no check digit proves it: a proposal. */
const UNPROVEN = /(?<![\p{L}\d]|\d[./-])(?:[A-Z]{2} ?\d{2}(?: ?[A-Z\d]){8,34}|\d(?:[ .-]?\d){6,20})(?![\p{L}\d])/gu
const unproven: Reader = (printed) => {
  const value = printed.replace(/[\s.-]/g, '')
  return value.length >= 8 && value.length <= 34 && /\d{6}/.test(value) ? value : undefined
}

/** The beginning of an IBAN at the end of its cell, and what follows of it at the beginning of the cell below. */
const HEAD = /(?<![A-Z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{2,4}){2,7}$/u
const REST = /^[A-Z\d]{1,4}(?: [A-Z\d]{1,4}){0,4}$/u

/** What a wrapped IBAN is worth where its check digits are right; where they are not, its length alone says that it is one. */
const WRAPPED = 7
const WRAPPED_UNPROVEN = 2.6

/** An IBAN that a narrow box broke over two lines; its check digits, or the length that its country gives it, say so. */
function wrappedIbans(scene: Scene): Option[] {
  return scene.rows.flatMap((here) =>
    here.cells.flatMap((cell) => {
      const head = HEAD.exec(textOf(cell))
      const below = scene.rows[here.row.index + 1]
      if (!head || !below || readIban(head[0]) !== undefined) return []
      const { x, width } = boxOf(cell)
      const rest = below.cells.find((one) => boxOf(one).x < x + width && boxOf(one).x + boxOf(one).width > x)
      const text = rest ? textOf(rest).trim() : ''
      const value = REST.test(text) ? normaliseIban(head[0] + text) : ''
      if (!isIban(value) && !hasIbanLength(value)) return []
      const score = isIban(value) ? WRAPPED : WRAPPED_UNPROVEN
      return [{ value, span: { row: here.row, start: cell.start + head.index, end: cell.end }, score }]
    }),
  )
}

/** The account to pay to: an IBAN, a Norwegian account number, or a Swedish bankgiro or plusgiro number. */
export function chooseAccount(scene: Scene): Choice<Identifier> | undefined {
  const early = (row: SceneRow): number => -row.row.index / Math.max(scene.rows.length, 1) / 2
  return bestIdentifier([
    ...wrappedIbans(scene),
    ...search(scene, IBAN, readIban, (says, _, row) => 7 + (says('iban', 'account') ? 2 : 0) + early(row)),
    ...search(scene, NRB, readNrb, (says, _, row) => (says('account', 'iban') ? 9 : 5) + early(row)),
    ...search(
      scene,
      BBAN,
      readBban,
      (says, _, row) => (says('account') ? 8.5 : says('kid', 'phone') ? 0 : 3) + early(row),
    ),
    ...labelled(
      ['giro'],
      scene,
      GIRO,
      (printed) => printed.replace(/\s/g, ''),
      (says, _, row) => (says('giro') ? 7 + early(row) : 0),
    ),
    ...labelled(['iban', 'account'], scene, UNPROVEN, unproven, (says) =>
      says('iban')
        ? 2.5
        : says('account') && !says('kid', 'phone', 'orgNumber', 'vatNumber', 'bic', 'customer')
          ? 2
          : 0,
    ),
  ])
}
