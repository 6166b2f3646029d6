import { type Extraction, FIELD_NAMES, SURE } from '#src/documents/reading/fields/index.ts'
import type { ReadPages } from '#src/documents/reading/index.ts'
import { UNREAD } from '../exceptions.ts'
import type { ReceiptException } from '../receipt.ts'
import { POINTERS, type Reading } from './reading.ts'

const UNCERTAIN = 'field_uncertain'
const UNEQUAL = 'amounts_unequal'

/** Exceptions that a reading makes, and that the next one makes anew. */
const OF_READINGS: readonly string[] = [
  UNREAD,
  UNCERTAIN,
  UNEQUAL,
  'page_unreadable',
  'page_timeout',
  'pages_left_out',
  'supplier_number_taken',
  'document_of_several',
  'document_maybe_several',
]

const ofDocument = (code: string, message: string): ReceiptException => ({ code, message, pointer: '/documentId' })

/** What a person must look at after a reading. What is missing follows from the receipt itself. */
export function readingExceptions({ fields, exceptions }: Extraction, problems: ReadPages['problems']) {
  const uncertain = FIELD_NAMES.flatMap((name) => {
    const field = fields[name]
    if (!field || field.confidence >= SURE) return []
    const message = `“${field.value}” was read, and may be wrong: compare it with the original.`
    return [{ code: UNCERTAIN, message, pointer: POINTERS[name] }]
  })
  const unequal = exceptions
    .filter(({ code }) => code === 'totals_differ')
    .map(({ message }) => ({ code: UNEQUAL, message, pointer: POINTERS.gross }))
  const isEmpty = FIELD_NAMES.every((name) => fields[name] === null)
  const unread = isEmpty ? [ofDocument(UNREAD, 'Nothing was found in the document: fill in what it says.')] : []
  return [...unread, ...uncertain, ...unequal, ...problems.map(({ code, message }) => ofDocument(code, message))]
}

/** A file that could not be read at all: the reason, and that a person has to. */
export const failureExceptions = ({ code, message }: NonNullable<Reading['problem']>): ReceiptException[] => [
  ofDocument(code, message),
  ...(code === UNREAD ? [] : [ofDocument(UNREAD, 'The document could not be read: fill in what it says.')]),
]

/** The exceptions that are not of an earlier reading. */
export const withoutReading = (before: readonly ReceiptException[], { problem }: Reading): ReceiptException[] =>
  before.filter(({ code }) => !OF_READINGS.includes(code) && code !== problem?.code)

/** What is left of the doubts when a person has said what these fields are. */
export const withoutDoubts = (before: readonly ReceiptException[], said: readonly string[]): ReceiptException[] =>
  before.filter(({ code, pointer }) => {
    const isDoubt = code === UNCERTAIN || code === UNEQUAL
    return !isDoubt || !said.some((place) => pointer === place || pointer.startsWith(`${place}/`))
  })
