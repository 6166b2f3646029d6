import type { BookDate } from '#src/kernel/book-date.ts'
import { add, formatDecimal, ZERO } from '#src/kernel/decimal.ts'
import { isIban, normaliseBban, normaliseIban } from '#src/kernel/iban.ts'
import { formatMinor, fromMinor, type Money } from '#src/kernel/money.ts'
import { element, group, leaf, writeXml, type XmlNode } from '#src/platform/xml/write-xml.ts'
import { checkTransferFile } from './pain001-rules.ts'

/** Orders to pay, as pain.001 carries them. The same content gives the same bytes, always. */
export interface TransferFile {
  readonly version: '03' | '09'
  /** 1 to 35 characters, ours, unique. */
  readonly messageId: string
  readonly createdAt: Date
  readonly debtor: {
    readonly name: string
    readonly organisationNumber: string | null
    readonly account: string
    readonly currency: string
    readonly bic: string | null
  }
  readonly transfers: readonly Transfer[]
}

export interface Transfer {
  /** 1 to 35 characters, ours, unique: the bank's statement brings it back. */
  readonly endToEndId: string
  /** Positive. */
  readonly amount: Money
  readonly executeOn: BookDate
  readonly creditor: {
    readonly name: string
    readonly account: string
    readonly bic: string | null
    readonly country: string | null
  }
  /** KID, RF or other reference that the creditor asks for; then nothing else is said. */
  readonly reference: string | null
  /** What the creditor reads when there is no reference, such as invoice numbers. */
  readonly text: string | null
}

/**
 * Writes pain.001.001.03 or .09 (ISO 20022 customer credit transfer initiation; use of its parts as in Bits' and the
 * EPC's implementation guidelines). Fails with payment_file_invalid when the content cannot be paid.
 */
export function writePain001(file: TransferFile): string {
  checkTransferFile(file)
  return writeXml(
    element(
      'Document',
      { xmlns: `urn:iso:std:iso:20022:tech:xsd:pain.001.001.${file.version}` },
      group(
        'CstmrCdtTrfInitn',
        header(file),
        batches(file.transfers).map((batch, position) => instruction(file, batch, position)),
      ),
    ),
  )
}

interface Batch {
  readonly executeOn: BookDate
  readonly currency: string
  readonly transfers: readonly Transfer[]
}

/** One payment instruction per day and currency, so that its control sum is an amount of money. */
function batches(transfers: readonly Transfer[]): Batch[] {
  const found = new Map<string, Transfer[]>()
  for (const transfer of transfers) {
    const key = `${transfer.executeOn} ${transfer.amount.currency}`
    found.set(key, [...(found.get(key) ?? []), transfer])
  }
  return [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group
      return first ? [{ executeOn: first.executeOn, currency: first.amount.currency, transfers: group }] : []
    })
}

const header = (file: TransferFile): XmlNode =>
  element(
    'GrpHdr',
    {},
    leaf('MsgId', file.messageId),
    leaf('CreDtTm', `${file.createdAt.toISOString().slice(0, 19)}Z`),
    leaf('NbOfTxs', String(file.transfers.length)),
    leaf('CtrlSum', controlSum(file.transfers)),
    group(
      'InitgPty',
      leaf('Nm', shortened(file.debtor.name, NAME_LENGTH)),
      group('Id', group('OrgId', group('Othr', leaf('Id', file.debtor.organisationNumber ?? undefined)))),
    ),
  )

/** The sum of the amounts as plain numbers, whatever their currencies: what the message calls control sum. */
function controlSum(transfers: readonly Transfer[]): string {
  let total = ZERO
  for (const { amount } of transfers) total = add(total, fromMinor(amount.amountMinor, amount.currency))
  return formatDecimal(total)
}

function instruction(file: TransferFile, batch: Batch, position: number): XmlNode {
  const isVersion3 = file.version === '03'
  return element(
    'PmtInf',
    {},
    leaf('PmtInfId', `${file.messageId.slice(0, 30)}-${position + 1}`),
    leaf('PmtMtd', 'TRF'),
    leaf('NbOfTxs', String(batch.transfers.length)),
    leaf('CtrlSum', controlSum(batch.transfers)),
    isVersion3 ? leaf('ReqdExctnDt', batch.executeOn) : group('ReqdExctnDt', leaf('Dt', batch.executeOn)),
    group('Dbtr', leaf('Nm', shortened(file.debtor.name, NAME_LENGTH))),
    element('DbtrAcct', {}, account(file.debtor.account), leaf('Ccy', file.debtor.currency)),
    agent('DbtrAgt', file.debtor.bic, file.version) ??
      group('DbtrAgt', group('FinInstnId', group('Othr', leaf('Id', 'NOTPROVIDED')))),
    batch.transfers.map((transfer) => transferNode(transfer, file.version)),
  )
}

/** In euro to an IBAN the SEPA rules hold: level SEPA, charges follow the service level (EPC115-06, AT-40). */
const isSepa = ({ amount, creditor }: Transfer): boolean => amount.currency === 'EUR' && isIban(creditor.account)

const transferNode = (transfer: Transfer, version: TransferFile['version']): XmlNode =>
  element(
    'CdtTrfTxInf',
    {},
    group('PmtId', leaf('InstrId', transfer.endToEndId), leaf('EndToEndId', transfer.endToEndId)),
    isSepa(transfer) ? group('PmtTpInf', group('SvcLvl', leaf('Cd', 'SEPA'))) : undefined,
    group(
      'Amt',
      leaf('InstdAmt', formatMinor(transfer.amount.amountMinor, transfer.amount.currency), {
        Ccy: transfer.amount.currency,
      }),
    ),
    leaf('ChrgBr', isSepa(transfer) ? 'SLEV' : 'SHAR'),
    agent('CdtrAgt', transfer.creditor.bic, version),
    group(
      'Cdtr',
      leaf('Nm', shortened(transfer.creditor.name, NAME_LENGTH)),
      group('PstlAdr', leaf('Ctry', transfer.creditor.country ?? undefined)),
    ),
    element('CdtrAcct', {}, account(transfer.creditor.account)),
    remittance(transfer),
  )

/** Nordic banks take 70 characters of a name, and 140 of a message. */
const NAME_LENGTH = 70
const TEXT_LENGTH = 140

const shortened = (text: string, length: number): string => Array.from(text).slice(0, length).join('').trim()

const account = (number: string): XmlNode | undefined =>
  isIban(number)
    ? group('Id', leaf('IBAN', normaliseIban(number)))
    : group('Id', group('Othr', leaf('Id', normaliseBban(number)), group('SchmeNm', leaf('Cd', 'BBAN'))))

const agent = (name: string, bic: string | null, version: TransferFile['version']): XmlNode | undefined =>
  bic ? group(name, group('FinInstnId', leaf(version === '03' ? 'BIC' : 'BICFI', bic))) : undefined

function remittance({ reference, text }: Transfer): XmlNode | undefined {
  if (!reference) return text ? group('RmtInf', leaf('Ustrd', shortened(text, TEXT_LENGTH))) : undefined
  // SCOR is the code for a creditor reference of any kind: KID in Norway, OCR in Sweden, RF elsewhere.
  const type = group('Tp', group('CdOrPrtry', leaf('Cd', 'SCOR')))
  return group('RmtInf', group('Strd', group('CdtrRefInf', type, leaf('Ref', reference))))
}
