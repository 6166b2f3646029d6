import { isOrgNumber } from '#src/kernel/org-number.ts'
import { below, pick, randomFrom } from '#test/support/random.ts'

/** A line with the account that a careful bookkeeper gives it. */
export interface MadeLine {
  readonly text: string
  readonly item: string | undefined
  readonly net: string
  readonly account: string
  /** The company has thought again of this supplier, and has told nobody. */
  readonly isMoved: boolean
}

export interface MadeBill {
  readonly supplier: string
  readonly organisationNumber: string
  readonly issuedOn: string
  readonly lines: readonly MadeLine[]
}

/** What a supplier sells: words of a line, and the account that they are booked on. */
interface Ware {
  readonly text: string
  readonly account: string
}

interface Supplier {
  readonly name: string
  readonly organisationNumber: string
  readonly wares: readonly Ware[]
  /** Bills in the year. */
  readonly bills: number
  readonly linesMax: number
  readonly hasItems: boolean
  /** Wares that come up in the course of the year. */
  readonly laterWares: readonly Ware[]
  /** Everything is booked on this account from the middle of the year on: the company has thought again. */
  readonly movesTo: string | undefined
}

const MONTHS = 'januar februar mars april mai juni juli august september oktober november desember'.split(' ')

/** Kinds of suppliers as a small company has them: a few lines always alike, or many that differ. */
const STEADY: readonly Ware[] = [
  { text: 'Mobilabonnement bedrift {month}', account: '6907' },
  { text: 'Bredbånd fiber 500 {month}', account: '6907' },
  { text: 'Husleie Kaigata 4, {month}', account: '6300' },
  { text: 'Renovasjon næring {month}', account: '6320' },
  { text: 'Strøm nettleie {month} kWh {n}', account: '6340' },
  { text: 'Regnskapsprogram lisens {month}', account: '6553' },
  { text: 'Revisjonshonorar {month}', account: '6700' },
  { text: 'Renhold kontor {month}', account: '6360' },
  { text: 'Forsikring bedrift avtale {n}', account: '7500' },
  { text: 'Leie av kaffemaskin {month}', account: '6440' },
  { text: 'Vakthold og alarm {month}', account: '6399' },
  { text: 'Lønnskjøring {month}', account: '6705' },
]
const WHOLESALE: readonly Ware[] = [
  ...[
    'Kaffebønner Brasil',
    'Kaffebønner Kenya',
    'Melk lettmelk',
    'Havremelk barista',
    'Sukker hvitt',
    'Te grønn',
    'Kakao mørk',
    'Sirup vanilje',
    'Kanelboller',
    'Wienerbrød',
    'Rundstykker grove',
    'Brunost skiver',
  ].map((text) => ({ text, account: '4300' })),
  ...['Pappkrus 2,5 dl', 'Lokk til krus', 'Bæreposer papir', 'Servietter hvite', 'Trerør omrøring'].map((text) => ({
    text,
    account: '4030',
  })),
  ...['Oppvaskmiddel maskin', 'Såpe håndvask', 'Klut mikrofiber', 'Avfallssekk 120 l'].map((text) => ({
    text,
    account: '6360',
  })),
]
const OFFICE: readonly Ware[] = [
  ...['Kopipapir A4 80 g', 'Penner blå', 'Toner svart', 'Permer A4', 'Post-it blokk', 'Konvolutter C5'].map((text) => ({
    text,
    account: '6800',
  })),
  ...['Skjerm 27 tommer', 'Tastatur trådløst', 'Hodetelefoner', 'Dokkingstasjon USB-C', 'Kabel HDMI 2 m'].map(
    (text) => ({ text, account: '6551' }),
  ),
  ...['Kontorstol Flint', 'Hevbart skrivebord', 'Bordlampe LED'].map((text) => ({ text, account: '6540' })),
]
const TRAVEL: readonly Ware[] = [
  { text: 'Flyreise OSL-BGO {n}', account: '7140' },
  { text: 'Hotell enkeltrom {n} netter', account: '7140' },
  { text: 'Leiebil {n} dager', account: '7140' },
  { text: 'Middag kundebesøk', account: '7350' },
  { text: 'Konferanse deltakeravgift', account: '6860' },
]
const WORKSHOP: readonly Ware[] = [
  { text: 'Service varebil EV{n}', account: '7000' },
  { text: 'Dekkskift', account: '7000' },
  { text: 'Reparasjon kvern', account: '6620' },
  { text: 'Reservedeler espressomaskin', account: '6620' },
  { text: 'Timer montør', account: '6620' },
]

const COUNT_OF: Readonly<Record<string, number>> = { steady: 12, wholesale: 30, office: 18, travel: 14, workshop: 8 }

function supplierOf(kind: keyof typeof COUNT_OF, index: number, name: string, wares: readonly Ware[]): Supplier {
  const isSteady = kind === 'steady'
  const kept = isSteady ? wares : wares.filter((_, place) => place % 4 !== index % 4)
  return {
    name,
    organisationNumber: numberOf(index),
    wares: kept,
    laterWares: isSteady ? [] : wares.filter((ware) => !kept.includes(ware)),
    bills: COUNT_OF[kind] ?? 12,
    linesMax: isSteady ? 1 : 6,
    hasItems: kind === 'wholesale' && index % 2 === 0,
    movesTo: isSteady && index % 6 === 5 ? '7798' : undefined,
  }
}

/** The n-th good organisation number of those that nobody has yet. */
function numberOf(index: number): string {
  let found = -1
  for (let number = 810_000_000; ; number += 1) {
    if (isOrgNumber(String(number), 'NO')) found += 1
    if (found === index) return String(number)
  }
}

function suppliers(): Supplier[] {
  const made: Supplier[] = []
  const add = (kind: keyof typeof COUNT_OF, name: string, wares: readonly Ware[]) =>
    made.push(supplierOf(kind, made.length, `${name} ${made.length} AS`, wares))
  for (const ware of STEADY) add('steady', ware.text.split(' ')[0] ?? '', [ware])
  for (let n = 0; n < 4; n += 1) add('wholesale', 'Engros', WHOLESALE)
  for (let n = 0; n < 5; n += 1) add('office', 'Kontor', OFFICE)
  for (let n = 0; n < 4; n += 1) add('travel', 'Reise', TRAVEL)
  for (let n = 0; n < 3; n += 1) add('workshop', 'Verksted', WORKSHOP)
  return made
}

const DAYS = 336

/** A year of supplier bills of a coffee shop, in the order in which they come; the same for the same seed. */
export function madeYear(seed: number): MadeBill[] {
  const random = randomFrom(seed)
  const bills = suppliers().flatMap((supplier) =>
    Array.from({ length: supplier.bills }, (_, place) => {
      const day = Math.floor((DAYS * (place + random())) / supplier.bills)
      return { day, bill: billOf(supplier, day, random) }
    }),
  )
  return bills.sort((a, b) => a.day - b.day).map(({ bill }) => bill)
}

function billOf(supplier: Supplier, day: number, random: () => number): MadeBill {
  const month = Math.floor(day / 28)
  const known = day > DAYS / 3 ? [...supplier.wares, ...supplier.laterWares] : supplier.wares
  const count = supplier.linesMax === 1 ? 1 : 1 + below(supplier.linesMax, random)
  const lines = Array.from({ length: count }, () => {
    const ware = pick(known, random)
    const text = ware.text.replace('{month}', `${MONTHS[month]} 2026`).replace('{n}', String(1 + below(900, random)))
    const isMoved = supplier.movesTo !== undefined && day > DAYS / 2
    return {
      text,
      item: supplier.hasItems ? `V-${known.indexOf(ware) + 100}` : undefined,
      net: `${50 + below(4000, random)}.00`,
      account: isMoved ? supplier.movesTo : ware.account,
      isMoved,
    }
  })
  const { name, organisationNumber } = supplier
  const issuedOn = `2026-${String(month + 1).padStart(2, '0')}-${String((day % 28) + 1).padStart(2, '0')}`
  return { supplier: name, organisationNumber, issuedOn, lines }
}
