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
  /** The page has all that the first page of an invoice has: an issuer, a number, a date. */
  readonly isHead: boolean
  /** It has a number for certain, or one and a total, and not all of the rest. */
  readonly isHeadLike: boolean
}

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
  const number = fields.number?.value
  return {
    page,
    mark: found === undefined ? undefined : { at: Number(at), of: of === undefined ? undefined : Number(of) },
    number,
    isHead: sure(fields.number) !== undefined && sure(fields.issuer) !== undefined && fields.issuedOn !== null,
    isHeadLike: number !== undefined && (sure(fields.number) !== undefined || fields.gross !== null),
  }
}

/**
 * Whether a new document begins: only where the page has the head of an invoice with another number than the one
 * before, and does not count itself as a later page. A page without a number goes with the one before.
 */
function begins(clue: PageClue, before: string | undefined): boolean {
  const isLater = clue.mark !== undefined && clue.mark.at > 1
  return before !== undefined && clue.isHead && clue.number !== before && !isLater
}

/** A page that counts itself as the first, or has a number of its own, but not the head that would prove a new document. */
const isDoubtful = ({ mark, number, isHeadLike }: PageClue, before: string | undefined): boolean =>
  (mark?.at === 1 && (number === undefined || number !== before)) ||
  (mark === undefined && isHeadLike && number !== before)

const isBlank = ({ words }: PageWords): boolean => words.length === 0

/** The documents of a file in the order of their pages, and whether a border between two may have been missed. */
export function splitDocuments(
  pages: readonly PageWords[],
  options: ExtractOptions = {},
): { readonly parts: readonly DocumentPart[]; readonly isDoubtful: boolean } {
  if (pages.length < 2) return { parts: [{ pages, extraction: extractFields(pages, options) }], isDoubtful: false }
  const groups: PageWords[][] = []
  let number: string | undefined
  let doubtful = false
  for (const page of pages) {
    const clue = clueOf(page, options)
    const last = groups.at(-1)
    const isNew = last === undefined || (begins(clue, number) && groups.length < MAX_PARTS)
    if (isNew) groups.push([page])
    else {
      last.push(page)
      doubtful ||= !isBlank(page) && isDoubtful(clue, number)
    }
    number = isNew ? clue.number : (number ?? clue.number)
  }
  const parts = groups.map((group) => ({ pages: group, extraction: extractFields(group, options) }))
  return { parts, isDoubtful: doubtful }
}
