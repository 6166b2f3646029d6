import { boxOf, CELL_GAP, type Span } from './row.ts'
import type { Scene } from './scene.ts'
import { POSTCODE, STREET } from './words/address-words.ts'

/** The small line over the addressee in the window of an envelope: the sender's name and address, the name part of it. */
export interface SenderLine {
  /** From its first letter to its last, whatever the gaps around its dots. */
  readonly span: Span
  readonly name: string
}

const PARTS = /\s*[|·•●▪*]\s*|\s+[-–—]\s+|,\s+|\s{3,}/u
/** A house number after a name: "Ecke 12", "Somestreet 42". */
const HOUSE_AFTER = /^\p{L}[\p{L}.\s-]+\s\d{1,4}\s?[a-z]?$/u

/** A street with the number of a house. */
export const isStreet = (part: string): boolean => STREET.test(part) || HOUSE_AFTER.test(part)

/** "Muster GmbH · Weg 1 · 12345 Ort": a name, then a street, then a place, in one line. */
function nameBefore(text: string): string | undefined {
  const parts = text.split(PARTS).filter((part) => part !== '')
  const [name = '', street = '', place = ''] = parts
  if (parts.length < 3 || !/\p{L}{2}/u.test(name) || isStreet(name) || POSTCODE.test(name)) return undefined
  return isStreet(street) && POSTCODE.test(place) ? name.trim() : undefined
}

/** Only the head of a letter has a window. */
const TOP_ROWS = 25

/** The sender's lines of the first page's head. */
export function senderLines(scene: Scene): SenderLine[] {
  const page = scene.rows[0]?.row.page
  return scene.rows.slice(0, TOP_ROWS).flatMap(({ row }) => {
    // what stands far right of it in the row is of another block, but the gaps around its dots are wide as well
    const cells = row.text.split(CELL_GAP)
    for (let count = 1; row.page === page && count <= cells.length; count += 1) {
      const text = cells.slice(0, count).join(CELL_GAP)
      const name = nameBefore(text)
      if (name !== undefined) return [{ span: { row, start: 0, end: text.length }, name }]
    }
    return []
  })
}

/** Rows below a sender's line in which its addressee begins. */
const ADDRESSEE_ROWS = 4

/** Whether the part begins the address under a sender's line. */
export function isBelowSender(span: Span, lines: readonly SenderLine[]): boolean {
  return lines.some(({ span: line }) => {
    const down = span.row.index - line.row.index
    if (down < 1 || down > ADDRESSEE_ROWS || span.row.page !== line.row.page) return false
    const [mine, over] = [boxOf(span), boxOf(line)]
    return mine.x >= over.x - 2 * mine.height && mine.x < over.x + over.width / 3
  })
}
