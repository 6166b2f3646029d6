import type { InvoiceContent } from '../invoice.ts'
import type { Finding } from './check.ts'

/**
 * Letters of an item's name that every receiver keeps: EN 16931 sets no limit, while Finvoice 3.0, into which Finnish
 * receivers have theirs turned, ends ArticleName after them, and so do many ledgers.
 */
const NAME_MAX = 100

/** Names of items that some receivers cut; what is longer goes into the details (BT-154). */
export const longTexts = ({ lines }: Pick<InvoiceContent, 'lines'>): Finding[] =>
  lines.flatMap(({ description }, place) =>
    description.length <= NAME_MAX
      ? []
      : [
          {
            code: 'text_long',
            flag: 'warning',
            on: 'invoice',
            pointer: `/lines/${place}/description`,
            message: `Some receivers cut the name of an item after ${NAME_MAX} letters; this one has ${description.length}. Put what explains it into details.`,
          },
        ],
  )
