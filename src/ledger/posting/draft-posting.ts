import { dimensionsOfLines } from '#src/companies/index.ts'
import type { DraftEntry } from '../journal-entry.ts'
import { MANUAL, type Posting } from './posting.ts'
import { DESCRIPTION_MAX, resolveDraft } from './resolve-draft.ts'

/** A draft on its way into the books. */
export const draftPosting = (draft: DraftEntry): Posting => ({
  journal: draft.journal ?? 'general',
  bookedOn: draft.bookedOn,
  description: draft.description.slice(0, DESCRIPTION_MAX),
  voucher: draft.voucher ?? MANUAL,
  reverses: null,
  accounts: draft.lines.map(({ account }) => account),
  vatCodes: draft.lines.flatMap(({ vatCode }) => (vatCode ? [vatCode] : [])),
  openItemIds: draft.lines.flatMap(({ settles }) => (settles ? [settles.openItemId] : [])),
  dimensions: dimensionsOfLines(draft.lines),
  resolve: (facts) => resolveDraft(draft, facts),
})
