import type { FC } from 'hono/jsx'
import type { LineProposals } from '#src/receipts/index.ts'
import type { CodingRow } from '../code-receipt.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import type { WiredReceipt } from './receipt.tsx'

const CODED_BY = {
  document: 'codedByDocument',
  supplier: 'codedBySupplier',
  history: 'codedByHistory',
  rule: 'codedByRule',
  person: 'codedByPerson',
} as const satisfies Record<string, Word>

interface WhyProps {
  readonly reader: Pick<CompanyReader, 'locale' | 'companyId'>
  readonly line: Pick<WiredReceipt['lines'][number], 'codedBy' | 'provenance'>
}

/** Where the account comes from, what it rests on, and how often that was right before. */
export const Why: FC<WhyProps> = ({ reader: { locale, companyId }, line: { codedBy, provenance } }) => {
  if (!codedBy) return null
  const confidence = provenance?.confidence
  const [receiptId] = provenance?.receiptIds ?? []
  const word = say(locale, CODED_BY[codedBy])
  return (
    <span class="soft small block">
      {receiptId ? <a href={`/c/${companyId}/receipts/${receiptId}`}>{word}</a> : word}
      {confidence ? (
        <span class="wide">
          {' '}
          · {confidence.right}/{confidence.count} {say(locale, 'wasRight')}
        </span>
      ) : null}
      {provenance?.replaces?.proposed && provenance.replaces.proposed.account !== null ? (
        <span class="wide">
          {' '}
          · {say(locale, 'insteadOf')} {provenance.replaces.proposed.account}
        </span>
      ) : null}
    </span>
  )
}

interface ProposalsProps {
  readonly reader: Pick<CompanyReader, 'locale'>
  readonly proposals: readonly LineProposals[]
  readonly row: CodingRow
  readonly index: number
}

/** What else was proposed for the line, with its source; a script puts it into the row at one click. */
export const Proposals: FC<ProposalsProps> = ({ reader: { locale }, proposals, row, index }) => {
  const ofLine = proposals.find(({ lineNumber }) => `l${lineNumber}` === row.key)
  // A source that says no code leaves the one that the line has.
  const keyOf = (account: string, vatCode: string | null) => `${account} ${vatCode ?? row.vatCode}`
  const seen = new Set([keyOf(row.account, row.vatCode)])
  const others = (ofLine?.candidates ?? []).flatMap(({ parts, source, confidence, whyNot }) => {
    const [part] = parts
    const key = part ? keyOf(part.account, part.vatCode) : ''
    const isOpen = part && parts.length === 1 && (whyNot === null || whyNot.code === 'outranked') && !seen.has(key)
    if (!isOpen) return []
    seen.add(key)
    return [{ ...part, source, confidence }]
  })
  if (others.length === 0) return null
  return (
    <span class="small block">
      <span class="soft">{say(locale, 'alsoProposed')}</span>{' '}
      {others.map(({ account, vatCode, source, confidence }) => (
        <button
          class="quiet"
          type="button"
          data-row={index}
          data-fill-account={account}
          data-fill-vat={vatCode ?? row.vatCode}
        >
          {account} {vatCode ? `· ${vatCode} ` : ''}· {say(locale, CODED_BY[source])}
          {confidence ? ` ${confidence.right}/${confidence.count}` : ''}
        </button>
      ))}
    </span>
  )
}
