import { element, group, leaf, writeXml, type XmlNode } from '#src/platform/xml/write-xml.ts'

/** One entry of a made-up statement; the amount is signed decimal text, out of the account is negative. */
export interface MadeEntry {
  readonly reference: string
  readonly amount: string
  readonly on: string
  readonly status?: string
  readonly currency?: string
  readonly kid?: string
  readonly invoiceNumbers?: readonly string[]
  readonly endToEndId?: string
  readonly text?: string
  readonly name?: string
  readonly account?: string
  readonly instructed?: { readonly amount: string; readonly currency: string; readonly rate?: string }
}

export interface MadeStatement {
  readonly id?: string
  readonly iban?: string
  readonly currency?: string
  readonly from?: string
  readonly to?: string
  readonly opening?: string
  readonly closing?: string
  readonly entries: readonly MadeEntry[]
  readonly namespace?: string
}

const unsigned = (amount: string): string => amount.replace(/^-/, '')
const direction = (amount: string): string => (amount.startsWith('-') ? 'DBIT' : 'CRDT')

/** The bytes of a camt.053.001.08 statement. */
export const camt053 = (made: MadeStatement): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(writeXml(documentOf(made))))

function documentOf(made: MadeStatement): XmlNode {
  const currency = made.currency ?? 'NOK'
  const [from, to] = [made.from ?? '2026-01-05', made.to ?? '2026-01-11']
  const balance = (type: string, amount: string | undefined, on: string): XmlNode | undefined =>
    amount === undefined
      ? undefined
      : element(
          'Bal',
          {},
          group('Tp', group('CdOrPrtry', leaf('Cd', type))),
          leaf('Amt', unsigned(amount), { Ccy: currency }),
          leaf('CdtDbtInd', direction(amount)),
          group('Dt', leaf('Dt', on)),
        )
  return element(
    'Document',
    { xmlns: made.namespace ?? 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08' },
    group(
      'BkToCstmrStmt',
      group('GrpHdr', leaf('MsgId', made.id ?? 'M1'), leaf('CreDtTm', `${to}T23:00:00+01:00`)),
      group(
        'Stmt',
        leaf('Id', made.id ?? 'S1'),
        leaf('CreDtTm', `${to}T23:00:00+01:00`),
        group('FrToDt', leaf('FrDtTm', `${from}T00:00:00+01:00`), leaf('ToDtTm', `${to}T23:59:59+01:00`)),
        group('Acct', group('Id', leaf('IBAN', made.iban ?? 'NO9386011117947')), leaf('Ccy', currency)),
        balance('OPBD', made.opening, from),
        balance('CLBD', made.closing, to),
        made.entries.map((entry) => entryOf(entry, currency)),
      ),
    ),
  )
}

function entryOf(entry: MadeEntry, accountCurrency: string): XmlNode {
  const currency = entry.currency ?? accountCurrency
  const role = entry.amount.startsWith('-') ? 'Cdtr' : 'Dbtr'
  return element(
    'Ntry',
    {},
    leaf('NtryRef', entry.reference),
    leaf('Amt', unsigned(entry.amount), { Ccy: currency }),
    leaf('CdtDbtInd', direction(entry.amount)),
    group('Sts', leaf('Cd', entry.status ?? 'BOOK')),
    group('BookgDt', leaf('Dt', entry.on)),
    group('ValDt', leaf('Dt', entry.on)),
    element('BkTxCd', {}),
    group(
      'NtryDtls',
      element(
        'TxDtls',
        {},
        group('Refs', leaf('EndToEndId', entry.endToEndId)),
        entry.instructed &&
          group(
            'AmtDtls',
            group(
              'InstdAmt',
              leaf('Amt', entry.instructed.amount, { Ccy: entry.instructed.currency }),
              group(
                'CcyXchg',
                leaf('SrcCcy', entry.instructed.rate && currency),
                leaf('TrgtCcy', entry.instructed.rate && entry.instructed.currency),
                leaf('XchgRate', entry.instructed.rate),
              ),
            ),
          ),
        group(
          'RltdPties',
          group(role, group('Pty', leaf('Nm', entry.name))),
          group(`${role}Acct`, group('Id', group('Othr', leaf('Id', entry.account)))),
        ),
        group(
          'RmtInf',
          leaf('Ustrd', entry.text),
          group(
            'Strd',
            entry.invoiceNumbers?.map((number) => group('RfrdDocInf', leaf('Nb', number))),
            group('CdtrRefInf', leaf('Ref', entry.kid)),
          ),
        ),
      ),
    ),
  )
}
