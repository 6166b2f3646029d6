import type { PageWords } from '../page-words.ts'
import { type Extraction, type ExtractOptions, extractFields } from './extract-fields.ts'
import { type Field, SURE } from './field.ts'
import { seeScene } from './scene.ts'

/** One document of a file: its pages, and what was read from them. */
export interface DocumentPart {
  readonly pages: readonly PageWords[]
  readonly extraction: Extraction
}

/** What a page says of the document that it belongs to. */
interface PageClue {
  readonly page: PageWords
  /** "Page 2 of 3", "Side 2/3": the first figure and, where it is printed, the second. */
  readonly mark: { readonly at: number; readonly of: number | undefined } | undefined
  /** As read, however sure; it is compared with that of a page which proves its own. */
  readonly number: string | undefined
  readonly isNumberSure: boolean
  /** Only where it is certain. */
  readonly issuer: string | undefined
  readonly hasDate: boolean
  readonly hasTotal: boolean
}

/** The document that the pages so far belong to. */
type Current = Pick<PageClue, 'number' | 'issuer'>

const MARK =
  /(?<!\p{L})(?:page|side|sida|seite|pagina|blad|blatt|pg)\s*:?\s*(?:nr\.?\s*)?(\d{1,3})(?:\s*(?:\/|of|av|af|von|sur|van|de)\s*(\d{1,3}))?(?!\d)/iu

/** More documents than this are no file that somebody sent as an invoice. */
const MAX_PARTS = 50

const sure = (field: Field | null): string | undefined => (field && field.confidence >= SURE ? field.value : undefined)

function clueOf(page: PageWords, options: ExtractOptions): PageClue {
  const text = seeScene([page])
    .rows.map(({ row }) => row.text)
    .join('\n')
  const [found, at, of] = MARK.exec(text) ?? []
  const { fields } = extractFields([page], options)
  return {
    page,
    mark: found === undefined ? undefined : { at: Number(at), of: of === undefined ? undefined : Number(of) },
    number: fields.number?.value,
    isNumberSure: sure(fields.number) !== undefined,
    issuer: sure(fields.issuer),
    hasDate: fields.issuedOn !== null,
    hasTotal: fields.gross !== null,
  }
}

const hasOtherNumber = ({ number }: PageClue, before: Current): boolean =>
  number !== undefined && before.number !== undefined && number !== before.number

/**
 * Whether a new document begins: only where the page has the head of an invoice (issuer, date, another number than the
 * one before) and does not count itself as a later page. A number that is not certain needs another issuer beside it.
 */
function begins(clue: PageClue, before: Current): boolean {
  const isLater = clue.mark !== undefined && clue.mark.at > 1
  const isProven = clue.isNumberSure || (before.issuer !== undefined && clue.issuer !== before.issuer)
  return clue.issuer !== undefined && clue.hasDate && hasOtherNumber(clue, before) && isProven && !isLater
}

/** A page that counts itself as the first, or has a number of its own, but not all that would prove a new document. */
const isDoubtful = (clue: PageClue, before: Current): boolean =>
  clue.mark === undefined
    ? clue.number !== undefined && clue.number !== before.number && (clue.isNumberSure || clue.hasTotal)
    : clue.mark.at === 1 && (clue.number === undefined || clue.number !== before.number)

const isBlank = ({ words }: PageWords): boolean => words.length === 0

/** The documents of a file in the order of their pages, and whether a border between two may have been missed. */
export function splitDocuments(
  pages: readonly PageWords[],
  options: ExtractOptions = {},
): { readonly parts: readonly DocumentPart[]; readonly isDoubtful: boolean } {
  if (pages.length < 2) return { parts: [{ pages, extraction: extractFields(pages, options) }], isDoubtful: false }
  const groups: PageWords[][] = []
  let current: Current = { number: undefined, issuer: undefined }
  let doubtful = false
  for (const page of pages) {
    const clue = clueOf(page, options)
    const last = groups.at(-1)
    const isNew = last === undefined || (begins(clue, current) && groups.length < MAX_PARTS)
    if (isNew) groups.push([page])
    else {
      last.push(page)
      doubtful ||= !isBlank(page) && isDoubtful(clue, current)
    }
    const { number, issuer } = clue
    current = isNew ? { number, issuer } : { number: current.number ?? number, issuer: current.issuer ?? issuer }
  }
  const parts = groups.map((group) => ({ pages: group, extraction: extractFields(group, options) }))
  return { parts, isDoubtful: doubtful }
}
