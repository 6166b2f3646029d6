import { compact } from './fold.ts'
import type { NameLine } from './name-lines.ts'
import { boxOf } from './row.ts'

/** The lines that make a name. */
export interface Name {
  readonly lines: readonly NameLine[]
  readonly text: string
}

/** A name with what speaks for it, and how many ties it has to the document beside its place and look. */
export interface NameOption {
  readonly name: Name
  readonly hasLegalForm: boolean
  readonly score: number
  readonly ties: number
}

/** Another name on the page, of which this one is no part. */
const isOther = (one: NameOption, { name }: NameOption): boolean => {
  const [a, b] = [compact(one.name.text), compact(name.text)]
  return !a.includes(b) && !b.includes(a)
}

/** As well tied to the document and nearly as likely, better tied, or a company beside a name that nothing ties. */
function isRival(one: NameOption, best: NameOption): boolean {
  if (best.ties === 0 && one.hasLegalForm) return true
  const lead = best.score - one.score
  return one.ties > 0 && ((one.ties >= best.ties && lead < 2) || (one.ties > best.ties && lead < 4))
}

/** The company that begins the page, where another one stands under a label of the seller, as in a market's invoice. */
const isAtHead = ({ hasLegalForm, name }: NameOption): boolean => hasLegalForm && name.lines[0]?.span.row.index === 0

/** Letters that two names share by accident. */
const SHORTEST = 5

/** So many ties are proof: a label of the seller and one more, or three others. */
const TIED = 3

/** A line that could be a part of the name: letters that are no address and no label. */
const isNamePart = (line: NameLine): boolean =>
  !line.isAddress && line.labelShare < 0.35 && !/\d{4}|\d[^\p{L}]*\d{3}/u.test(line.text)

/** Lines that could be parts of the name right over it and right under it, in its column. */
function neighbours({ name }: NameOption, all: readonly NameLine[]): { over: boolean; under: boolean } {
  const [first, last] = [name.lines[0], name.lines.at(-1)]
  const stands = (other: NameLine, mine: NameLine | undefined, down: number): boolean =>
    mine !== undefined &&
    other.span.row.page === mine.span.row.page &&
    other.span.row.index - mine.span.row.index === down &&
    isNamePart(other) &&
    isInColumn(other, mine)
  return { over: all.some((one) => stands(one, first, -1)), under: all.some((one) => stands(one, last, 1)) }
}

const isWithinOneLetter = (a: string, b: string): boolean =>
  a.length === b.length && Array.from(a).filter((letter, index) => letter !== b[index]).length <= 1

/** "DOMINO'S PIZZA" over "DOMINO'S PIZZA TAMAN UNIVERSITI": the longer name may be all of it. */
function isBeginning({ name, hasLegalForm }: NameOption, all: readonly NameLine[]): boolean {
  const short = compact(name.text)
  if (hasLegalForm || short.length < SHORTEST) return false
  return all.some((line) => {
    const words = line.text.split(' ')
    const count = words.findIndex((_, index) => compact(words.slice(0, index + 1).join('')).length >= short.length) + 1
    const [head, rest] = [compact(words.slice(0, count).join('')), words.slice(count).join(' ')]
    return /^\p{L}{2}/u.test(rest) && line.labels.length === 0 && !line.isAddress && isWithinOneLetter(head, short)
  })
}

function isInColumn(one: NameLine, other: NameLine): boolean {
  const [a, b] = [boxOf(one.span), boxOf(other.span)]
  return a.x < b.x + b.width && b.x < a.x + a.width
}

/**
 * A legal form ends a name: it is sure unless another company stands on the page and nothing ties this one to the
 * document, or the name of a shop may stand over it. Without a legal form a name may go on in the next line.
 */
export function isBorneOut(best: NameOption, options: readonly NameOption[], all: readonly NameLine[]): boolean {
  const isRivalled = options.some((one) => isOther(one, best) && isRival(one, best))
  if (isRivalled && best.ties < TIED) return false
  if (best.name.lines[0]?.isAddress) return false
  if (!isAtHead(best) && options.some((one) => isOther(one, best) && isAtHead(one))) return false
  const isBusiness = best.hasLegalForm || best.name.lines.some(({ hasTradeWord }) => hasTradeWord)
  if (best.ties === 0 && !isBusiness) return false
  if (isBeginning(best, all)) return false
  if (best.ties >= TIED) return true
  const { over, under } = neighbours(best, all)
  return !over && (best.hasLegalForm || !under)
}
