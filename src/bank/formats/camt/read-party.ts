import { parseBookDate } from '#src/kernel/book-date.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type {
  Account,
  Address,
  Party,
  PartyIdentification,
  PartyRole,
  RelatedAgent,
  RelatedParty,
} from '../statement.ts'
import { all, at, firstText, text } from './nodes.ts'

type Node = XmlElement | undefined

/** A party; since version 8 of the messages it stands inside Pty. */
export function readParty(element: Node): Party | null {
  const node = at(element, 'Pty') ?? element
  if (!node) return null
  return {
    name: text(node, 'Nm'),
    address: readAddress(at(node, 'PstlAdr')),
    identification: readIdentification(at(node, 'Id')),
    countryOfResidence: text(node, 'CtryOfRes'),
  }
}

function readAddress(node: Node): Address | null {
  if (!node) return null
  return {
    lines: all(node, 'AdrLine').map((line) => line.text.trim()),
    department: text(node, 'Dept'),
    subDepartment: text(node, 'SubDept'),
    street: text(node, 'StrtNm'),
    building: text(node, 'BldgNb'),
    postCode: text(node, 'PstCd'),
    town: text(node, 'TwnNm'),
    subdivision: text(node, 'CtrySubDvsn'),
    country: text(node, 'Ctry'),
  }
}

function readIdentification(node: Node): PartyIdentification | null {
  const organisation = at(node, 'OrgId')
  const id = organisation ?? at(node, 'PrvtId')
  if (!id) return null
  const bicOrBei = text(id, 'BICOrBEI')
  return {
    kind: organisation ? 'organisation' : 'person',
    bic: firstText(id, ['BIC'], ['AnyBIC']) ?? bicOrBei,
    bei: text(id, 'BEI') ?? bicOrBei,
    ibei: text(id, 'IBEI'),
    eanGln: text(id, 'EANGLN'),
    duns: text(id, 'DUNS'),
    chips: text(id, 'USCHU'),
    taxId: text(id, 'TaxIdNb'),
    bankPartyId: text(id, 'BkPtyId'),
    other: readOther(at(id, 'Othr') ?? at(id, 'PrtryId') ?? at(id, 'OthrId')),
    birth: readBirth(at(id, 'DtAndPlcOfBirth')),
  }
}

function readOther(node: Node): PartyIdentification['other'] {
  const id = text(node, 'Id')
  if (id === null) return null
  return { id, scheme: firstText(node, ['SchmeNm', 'Cd'], ['SchmeNm', 'Prtry'], ['IdTp']), issuer: text(node, 'Issr') }
}

function readBirth(node: Node): PartyIdentification['birth'] {
  if (!node) return null
  return {
    on: parseBookDate(text(node, 'BirthDt')?.slice(0, 10) ?? '') ?? null,
    city: text(node, 'CityOfBirth'),
    province: text(node, 'PrvcOfBirth'),
    country: text(node, 'CtryOfBirth'),
  }
}

const KINDS = [
  ['iban', ['IBAN']],
  ['bban', ['BBAN']],
  ['upic', ['UPIC']],
  ['proprietary', ['PrtryAcct', 'Id']],
  ['other', ['Othr', 'Id']],
] as const

export function readAccount(node: Node): Account | null {
  if (!node) return null
  const rest = {
    scheme: firstText(node, ['Id', 'Othr', 'SchmeNm', 'Cd'], ['Id', 'Othr', 'SchmeNm', 'Prtry']),
    issuer: text(node, 'Id', 'Othr', 'Issr'),
    currency: text(node, 'Ccy'),
    name: text(node, 'Nm'),
  }
  for (const [kind, path] of KINDS) {
    const number = text(node, 'Id', ...path)
    if (number !== null) return { kind, number, ...rest }
  }
  return { kind: 'none', number: null, ...rest }
}

const PARTIES: readonly [PartyRole, string, string | null][] = [
  ['creditor', 'Cdtr', 'CdtrAcct'],
  ['ultimateCreditor', 'UltmtCdtr', null],
  ['debtor', 'Dbtr', 'DbtrAcct'],
  ['ultimateDebtor', 'UltmtDbtr', null],
  ['initiating', 'InitgPty', null],
  ['trading', 'TradgPty', null],
]

export function readParties(node: Node): RelatedParty[] {
  return PARTIES.flatMap(([role, name, accountName]) => {
    const party = readParty(at(node, name))
    const account = accountName ? readAccount(at(node, accountName)) : null
    return party || account ? [{ role, party, account }] : []
  })
}

export function readAgents(node: Node): RelatedAgent[] {
  return (['creditorAgent', 'debtorAgent'] as const).flatMap((role) => {
    const bank = at(node, role === 'creditorAgent' ? 'CdtrAgt' : 'DbtrAgt', 'FinInstnId')
    if (!bank) return []
    const bic = firstText(bank, ['BICFI'], ['BIC'], ['CmbndId', 'BIC'])
    return [{ role, bic, name: firstText(bank, ['Nm'], ['NmAndAdr', 'Nm'], ['CmbndId', 'Nm']) }]
  })
}
