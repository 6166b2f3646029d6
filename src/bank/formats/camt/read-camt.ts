import { minorDigits } from '#src/kernel/currency.ts'
import { parseDecimal } from '#src/kernel/decimal.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Balance, Entry, FileHeader, Statement, StatementException, StatementFile } from '../statement.ts'
import { checkStructure } from './check-structure.ts'
import { type CamtMessage, camtMessage } from './message.ts'
import { all, at, directionOf, firstText, momentOf, moneyOf, refuse, signed, text } from './nodes.ts'
import { readCharges, readCode, readDetails, readExchange } from './read-detail.ts'
import { readAccount, readParty } from './read-party.ts'

/**
 * Reads a camt.052, camt.053 or camt.054 of versions 1 to 13. Fails with xml_* when the bytes are no sound XML, with
 * statement_format_unknown, statement_version_unknown or statement_invalid when they are no such message.
 */
export const readCamt = (bytes: Uint8Array): StatementFile => readCamtTree(parseXml(bytes))

export function readCamtTree(tree: XmlElement): StatementFile {
  const message = camtMessage(tree)
  checkStructure(message)
  return {
    format: `${message.type}.001.${String(message.version).padStart(2, '0')}`,
    header: readHeader(at(message.root, 'GrpHdr')),
    statements: all(message.root, message.part).map((node) => readStatement(node, message)),
    exceptions: all(message.root, message.part).flatMap(roundedAmounts),
  }
}

function readHeader(node: XmlElement | undefined): FileHeader {
  const query = at(node, 'OrgnlBizQry')
  return {
    messageId: text(node, 'MsgId'),
    createdAt: momentOf(at(node, 'CreDtTm')),
    recipient: readParty(at(node, 'MsgRcpt')),
    page: text(node, 'MsgPgntn', 'PgNb'),
    additionalInformation: text(node, 'AddtlInf'),
    originalQuery: query
      ? {
          messageId: text(query, 'MsgId') ?? '',
          messageName: text(query, 'MsgNmId'),
          createdAt: momentOf(at(query, 'CreDtTm')),
        }
      : null,
  }
}

const KINDS = { Rpt: 'report', Stmt: 'statement', Ntfctn: 'notification' } as const

function readStatement(node: XmlElement, { part }: CamtMessage): Statement {
  const account = readAccount(at(node, 'Acct')) ?? refuse(node, 'Acct is missing')
  const balances = all(node, 'Bal').map(readBalance)
  const entries = all(node, 'Ntry').map(readEntry)
  const period = at(node, 'FrToDt')
  const booked = balances.find((balance) => balance.type === 'OPBD' || balance.type === 'CLBD')
  return {
    kind: KINDS[part],
    id: text(node, 'Id') ?? '',
    page: text(node, `${part}Pgntn`, 'PgNb'),
    electronicSequence: text(node, 'ElctrncSeqNb'),
    legalSequence: text(node, 'LglSeqNb'),
    createdAt: momentOf(at(node, 'CreDtTm')),
    from: momentOf(at(period, 'FrDtTm') ?? at(period, 'FrDt')),
    to: momentOf(at(period, 'ToDtTm') ?? at(period, 'ToDt')),
    copyOrDuplicate: text(node, 'CpyDplctInd'),
    account,
    currency: account.currency ?? booked?.amount.currency ?? entries[0]?.amount.currency ?? null,
    ownerName: text(node, 'Acct', 'Ownr', 'Nm'),
    balances,
    totals: readTotals(at(node, 'TxsSummry', 'TtlNtries')),
    entries,
    additionalInformation: firstText(node, ['AddtlRptInf'], ['AddtlStmtInf'], ['AddtlNtfctnInf']),
  }
}

function readTotals(node: XmlElement | undefined): Statement['totals'] {
  if (!node) return null
  const count = text(node, 'NbOfNtries')
  const sum = parseDecimal(text(node, 'Sum') ?? '')
  return { entries: count !== null && /^\d{1,15}$/.test(count) ? Number(count) : null, sum: sum ?? null }
}

function readBalance(node: XmlElement): Balance {
  const amount = moneyOf(at(node, 'Amt')) ?? refuse(node, 'Amt is missing')
  const direction = directionOf(node, 'CdtDbtInd') ?? refuse(node, 'CdtDbtInd is missing')
  return {
    type: firstText(node, ['Tp', 'CdOrPrtry', 'Cd'], ['Tp', 'CdOrPrtry', 'Prtry'], ['Tp', 'Cd'], ['Tp', 'Prtry']) ?? '',
    amount: signed(amount, direction),
    date: momentOf(at(node, 'Dt')),
  }
}

function readEntry(node: XmlElement, index: number): Entry {
  const unsigned = moneyOf(at(node, 'Amt')) ?? refuse(node, 'Amt is missing')
  const direction = directionOf(node, 'CdtDbtInd') ?? refuse(node, 'CdtDbtInd is missing')
  const amount = signed(unsigned, direction)
  return {
    index,
    reference: text(node, 'NtryRef'),
    amount,
    direction,
    isReversal: ['true', '1'].includes(text(node, 'RvslInd') ?? ''),
    status: firstText(node, ['Sts', 'Cd'], ['Sts', 'Prtry'], ['Sts']) ?? '',
    booked: momentOf(at(node, 'BookgDt')),
    value: momentOf(at(node, 'ValDt')),
    bankReference: text(node, 'AcctSvcrRef'),
    code: readCode(at(node, 'BkTxCd')),
    batchPaymentId: firstText(node, ['NtryDtls', 'Btch', 'PmtInfId'], ['Btch', 'PmtInfId']),
    exchange: readExchange(at(node, 'AmtDtls')),
    charges: readCharges(all(node, 'Chrgs')),
    details: readDetails(node, amount, direction),
    additionalInformation: text(node, 'AddtlNtryInf'),
  }
}

/** Booked amounts with more decimals than their currency has: read, rounded half away from zero, and told. */
function roundedAmounts(statement: XmlElement): StatementException[] {
  return statement.children.flatMap((node) => {
    const amount = node.local === 'Bal' || node.local === 'Ntry' ? at(node, 'Amt') : undefined
    const written = amount?.text.trim() ?? ''
    const currency = amount?.attributes.Ccy ?? ''
    const decimals = /[.,](\d*?)0*$/.exec(written)?.[1]?.length ?? 0
    if (!amount || decimals <= minorDigits(currency)) return []
    return [
      {
        code: 'amount_rounded',
        message: `${written} has more decimals than ${currency} has; it was rounded.`,
        statement: text(statement, 'Id'),
        entry: text(node, 'NtryRef'),
      },
    ]
  })
}
