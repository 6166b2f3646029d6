import type { Money } from '#src/kernel/money.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { BankCode, Charges, EntryDetail, Exchange, References, Remittance } from '../statement.ts'
import { all, at, decimalOf, directionOf, firstText, momentOf, moneyOf, signed, text } from './nodes.ts'
import { readAgents, readParties } from './read-party.ts'

type Node = XmlElement | undefined
type Direction = 'credit' | 'debit'

/**
 * The transactions of an entry. A detail's own credit/debit mark is believed where the details, so signed, add up to
 * the entry; else the entry's mark stands for all of them, since a batch is booked as one.
 */
export function readDetails(entry: XmlElement, amount: Money, direction: Direction): EntryDetail[] {
  const nodes = [...all(entry, 'NtryDtls').flatMap((group) => all(group, 'TxDtls')), ...all(entry, 'TxDtls')]
  const own = nodes.map((node) => directionOf(node, 'CdtDbtInd') ?? direction)
  const isOwnSign = addsUp(nodes, own, amount)
  return nodes.map((node, index) => readDetail(node, (isOwnSign && own[index]) || direction))
}

function addsUp(nodes: readonly XmlElement[], directions: readonly Direction[], amount: Money): boolean {
  let total = 0n
  for (const [index, node] of nodes.entries()) {
    const part = moneyOf(at(node, 'Amt')) ?? moneyOf(at(node, 'AmtDtls', 'TxAmt', 'Amt'))
    if (part?.currency !== amount.currency) return false
    total += directions[index] === 'debit' ? -part.amountMinor : part.amountMinor
  }
  return total === amount.amountMinor
}

function readDetail(node: XmlElement, direction: Direction): EntryDetail {
  const returned = at(node, 'RtrInf')
  const amount = moneyOf(at(node, 'Amt'))
  return {
    references: readReferences(at(node, 'Refs')),
    amount: amount && signed(amount, direction),
    direction,
    exchange: readExchange(at(node, 'AmtDtls')),
    code: readCode(at(node, 'BkTxCd')),
    charges: readCharges(all(node, 'Chrgs')),
    parties: readParties(at(node, 'RltdPties')),
    agents: readAgents(at(node, 'RltdAgts')),
    remittance: readRemittance(at(node, 'RmtInf')),
    purpose: firstText(node, ['Purp', 'Cd'], ['Purp', 'Prtry']),
    acceptedAt: momentOf(at(node, 'RltdDts', 'AccptncDtTm')),
    returnReason: returned
      ? {
          code: firstText(returned, ['Rsn', 'Cd'], ['Rsn', 'Prtry'], ['RtrRsn', 'Cd'], ['RtrRsn', 'Prtry']),
          additional: firstText(returned, ['AddtlInf'], ['AddtlRtrRsnInf']),
        }
      : null,
    additionalInformation: text(node, 'AddtlTxInf'),
  }
}

function readReferences(node: Node): References | null {
  if (!node) return null
  return {
    messageId: text(node, 'MsgId'),
    bankReference: text(node, 'AcctSvcrRef'),
    paymentInformationId: text(node, 'PmtInfId'),
    instructionId: text(node, 'InstrId'),
    endToEndId: text(node, 'EndToEndId'),
    uetr: text(node, 'UETR'),
    transactionId: text(node, 'TxId'),
    mandateId: text(node, 'MndtId'),
    chequeNumber: text(node, 'ChqNb'),
    clearingReference: text(node, 'ClrSysRef'),
    ownerTransactionId: text(node, 'AcctOwnrTxId'),
    servicerTransactionId: text(node, 'AcctSvcrTxId'),
    infrastructureTransactionId: text(node, 'MktInfrstrctrTxId'),
    processingId: text(node, 'PrcgId'),
    proprietary: all(node, 'Prtry').map((own) => ({ type: text(own, 'Tp'), reference: text(own, 'Ref') })),
  }
}

export function readCode(node: Node): BankCode {
  const domain = at(node, 'Domn')
  const own = text(node, 'Prtry', 'Cd')
  return {
    domain:
      (domain && {
        code: text(domain, 'Cd') ?? '',
        family: text(domain, 'Fmly', 'Cd') ?? '',
        subFamily: text(domain, 'Fmly', 'SubFmlyCd') ?? '',
      }) ||
      null,
    proprietary: own === null ? null : { code: own, issuer: text(node, 'Prtry', 'Issr') },
  }
}

export function readExchange(node: Node): Exchange | null {
  if (!node) return null
  const rated = ['InstdAmt', 'TxAmt', 'CntrValAmt'].map((name) => at(node, name, 'CcyXchg')).find((found) => found)
  const rate = text(rated, 'XchgRate')
  return {
    instructed: moneyOf(at(node, 'InstdAmt', 'Amt')),
    transaction: moneyOf(at(node, 'TxAmt', 'Amt')),
    counterValue: moneyOf(at(node, 'CntrValAmt', 'Amt')),
    rate: rated
      ? { from: text(rated, 'SrcCcy'), to: text(rated, 'TrgtCcy'), rate: (rate && decimalOf(rate)) || null }
      : null,
  }
}

/** Charges: one element with records since version 3, repeated elements that are themselves records before. */
export function readCharges(nodes: readonly XmlElement[]): Charges | null {
  const [first] = nodes
  if (!first) return null
  const records = nodes.flatMap((node) => {
    const inner = all(node, 'Rcrd')
    if (inner.length > 0) return inner
    return at(node, 'Amt') ? [node] : []
  })
  return {
    total: moneyOf(at(first, 'TtlChrgsAndTaxAmt')),
    records: records.map((record) => ({
      amount: moneyOf(at(record, 'Amt')),
      direction: directionOf(record, 'CdtDbtInd'),
      isIncluded: flagOf(text(record, 'ChrgInclInd')),
      identification: firstText(record, ['Tp', 'Prtry', 'Id'], ['Tp', 'Cd'], ['Tp', 'PrtryCd']),
    })),
  }
}

const flagOf = (written: string | null): boolean | null =>
  written === null ? null : written === 'true' || written === '1'

function readRemittance(node: Node): Remittance | null {
  if (!node) return null
  return {
    unstructured: all(node, 'Ustrd').map((line) => line.text.trim()),
    structured: all(node, 'Strd').map((block) => {
      const creditor = at(block, 'CdtrRefInf')
      return {
        documents: all(block, 'RfrdDocInf').flatMap((document) => firstText(document, ['Nb'], ['RfrdDocNb']) ?? []),
        creditorReference: creditor
          ? {
              code: firstText(creditor, ['Tp', 'CdOrPrtry', 'Cd'], ['Tp', 'Cd'], ['CdtrRefTp', 'Cd']),
              proprietary: firstText(creditor, ['Tp', 'CdOrPrtry', 'Prtry'], ['Tp', 'Prtry'], ['CdtrRefTp', 'Prtry']),
              reference: firstText(creditor, ['Ref'], ['CdtrRef']),
            }
          : null,
        additional: all(block, 'AddtlRmtInf').map((line) => line.text.trim()),
      }
    }),
  }
}
