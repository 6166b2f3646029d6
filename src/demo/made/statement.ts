import type { BookDate } from '#src/kernel/book-date.ts'
import { formatMinor, parseMinor } from '#src/kernel/money.ts'
import { element, group, leaf, writeXml, type XmlNode } from '#src/platform/xml/write-xml.ts'

/** One movement on the account; the amount is a signed decimal text, money out is negative. */
export interface MadeEntry {
  readonly reference: string
  readonly amount: string
  readonly endToEndId?: string
  readonly kid?: string
  readonly text?: string
  readonly name?: string
  /** Account number of the other side. */
  readonly account?: string
}

export interface MadeStatement {
  readonly id: string
  readonly account: string
  readonly on: BookDate
  /** Decimal text. */
  readonly opening: string
  readonly entries: readonly MadeEntry[]
}

const CURRENCY = 'NOK'
const minorOf = (amount: string): bigint => parseMinor(amount, CURRENCY) ?? 0n
const unsigned = (amount: string): string => amount.replace(/^-/, '')
const direction = (amount: string): string => (amount.startsWith('-') ? 'DBIT' : 'CRDT')

/** The bytes of a camt.053.001.08 statement of one day, as a Norwegian bank would send it the evening after. */
export function makeStatement(made: MadeStatement): Uint8Array<ArrayBuffer> {
  const closing = made.entries.reduce((sum, { amount }) => sum + minorOf(amount), minorOf(made.opening))
  const balance = (type: string, amount: string): XmlNode =>
    element(
      'Bal',
      {},
      group('Tp', group('CdOrPrtry', leaf('Cd', type))),
      leaf('Amt', unsigned(amount), { Ccy: CURRENCY }),
      leaf('CdtDbtInd', direction(amount)),
      group('Dt', leaf('Dt', made.on)),
    )
  const root = element(
    'Document',
    { xmlns: 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08' },
    group(
      'BkToCstmrStmt',
      group('GrpHdr', leaf('MsgId', made.id), leaf('CreDtTm', `${made.on}T23:00:00+01:00`)),
      group(
        'Stmt',
        leaf('Id', made.id),
        leaf('CreDtTm', `${made.on}T23:00:00+01:00`),
        group('FrToDt', leaf('FrDtTm', `${made.on}T00:00:00+01:00`), leaf('ToDtTm', `${made.on}T23:59:59+01:00`)),
        group('Acct', group('Id', group('Othr', leaf('Id', made.account))), leaf('Ccy', CURRENCY)),
        balance('OPBD', made.opening),
        balance('CLBD', formatMinor(closing, CURRENCY)),
        made.entries.map((entry) => entryOf(entry, made.on)),
      ),
    ),
  )
  return new Uint8Array(Buffer.from(writeXml(root)))
}

function entryOf(entry: MadeEntry, on: BookDate): XmlNode {
  const role = entry.amount.startsWith('-') ? 'Cdtr' : 'Dbtr'
  return element(
    'Ntry',
    {},
    leaf('NtryRef', entry.reference),
    leaf('Amt', unsigned(entry.amount), { Ccy: CURRENCY }),
    leaf('CdtDbtInd', direction(entry.amount)),
    group('Sts', leaf('Cd', 'BOOK')),
    group('BookgDt', leaf('Dt', on)),
    group('ValDt', leaf('Dt', on)),
    element('BkTxCd', {}),
    group(
      'NtryDtls',
      element(
        'TxDtls',
        {},
        group('Refs', leaf('EndToEndId', entry.endToEndId)),
        group(
          'RltdPties',
          group(role, group('Pty', leaf('Nm', entry.name))),
          group(`${role}Acct`, group('Id', group('Othr', leaf('Id', entry.account)))),
        ),
        group('RmtInf', leaf('Ustrd', entry.text), group('Strd', group('CdtrRefInf', leaf('Ref', entry.kid)))),
      ),
    ),
  )
}
