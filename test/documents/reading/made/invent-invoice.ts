import { addDays, type BookDate, parseBookDate } from '#src/kernel/book-date.ts'
import { isNorwegianBban, toIban } from '#src/kernel/iban.ts'
import { makeKid } from '#src/kernel/kid.ts'
import { isOrgNumber, type OrgCountry } from '#src/kernel/org-number.ts'
import { makeQrReference } from '#src/kernel/qr-reference.ts'
import { isTaxNumber, type TaxCountry } from '#src/kernel/tax-number.ts'
import { below, pick } from '#test/support/random.ts'
import { NORDIC } from './nordic-tongues.ts'
import { OVERSEAS } from './overseas-tongues.ts'
import { SOUTHERN } from './southern-tongues.ts'
import type { Tongue } from './tongue.ts'
import { WESTERN } from './western-tongues.ts'

/** Amounts in cents. */
export interface MadeLine {
  readonly description: string
  /** What stands below it in rows of its own. */
  readonly more: string | undefined
  readonly quantity: number
  readonly price: number
  readonly net: number
}

/** An invoice of nobody to nobody, all that stands on it being known. Amounts in cents. */
export interface MadeInvoice {
  readonly tongue: Tongue
  readonly isCreditNote: boolean
  readonly issuer: string
  readonly street: string
  readonly place: string
  readonly phone: string
  readonly domain: string | undefined
  readonly organisationNumber: Printed
  readonly buyer: readonly string[]
  readonly number: string
  readonly issuedOn: BookDate
  readonly dueOn: BookDate
  readonly customerNumber: string
  readonly orderNumber: string
  readonly lines: readonly MadeLine[]
  readonly rate: number
  readonly net: number
  readonly vat: number
  readonly gross: number
  readonly paymentReference: string | undefined
  readonly account: Printed
}

/** A number as it stands on paper, and in its plain form. */
export interface Printed {
  readonly printed: string
  readonly plain: string
}

type Random = () => number

const FIRST =
  'Lind Berg Fjord Nord Sol Vester Hav Grøn Eik Stein Kvist Mark Dal Bjørk Elv Skog Falk Lyng Tind Rav Storm Brand Holm Ask'.split(
    ' ',
  )
const SECOND =
  'heim mark vik stad berg lund gaard wald feld worth ley mont val dorp haven brook ford stein burg holt'.split(' ')
const TRADES = ['Rør', 'Elektro', 'Data', 'Bygg', 'Consulting', 'Trykk', 'Transport', 'Partner', 'Design', 'Service']
const PEOPLE = ['Kari Dahl', 'Jonas Weber', 'Emma Hughes', 'Lucas Martin', 'Sofie Jansen', 'Erik Lund']

export const digits = (count: number, random: Random): string =>
  Array.from({ length: count }, (_, index) => (index === 0 ? 1 + below(9, random) : below(10, random))).join('')

function nameOf(tongue: Tongue, random: Random): string {
  const stem = pick(FIRST, random) + pick(SECOND, random)
  const name = random() < 0.6 ? `${stem} ${pick(TRADES, random)}` : stem
  return `${name} ${pick(tongue.legalForms, random)}`
}

/** Digits that a check accepts. */
function until(make: () => string, isRight: (text: string) => boolean): string {
  for (;;) {
    const text = make()
    if (isRight(text)) return text
  }
}

const grouped = (text: string, sizes: readonly number[], by: string): string => {
  const parts: string[] = []
  let at = 0
  for (const size of sizes) {
    parts.push(text.slice(at, at + size))
    at += size
  }
  return parts.filter((part) => part !== '').join(by)
}

const fours = (text: string): string => grouped(text, [4, 4, 4, 4, 4, 4, 4], ' ')

const registered = (country: OrgCountry, count: number, random: Random): string =>
  until(
    () => (country === 'NO' ? `${8 + below(2, random)}${digits(8, random)}` : digits(count, random)),
    (text) => isOrgNumber(text, country),
  )

const taxed = (country: TaxCountry, count: number, random: Random): string =>
  until(
    () => digits(count, random),
    (text) => isTaxNumber(text, country),
  )

function organisationNumberOf({ code }: Tongue, random: Random): Printed {
  switch (code) {
    case 'nb': {
      const plain = registered('NO', 9, random)
      const spaced = grouped(plain, [3, 3, 3], ' ')
      return { plain, printed: pick([`${spaced} MVA`, `NO ${spaced} MVA`, plain, spaced, `${plain} MVA`], random) }
    }
    case 'sv': {
      const plain = registered('SE', 10, random)
      return { plain, printed: `${plain.slice(0, 6)}-${plain.slice(6)}` }
    }
    case 'da': {
      const plain = registered('DK', 8, random)
      return { plain, printed: pick([plain, grouped(plain, [2, 2, 2, 2], ' '), `DK${plain}`], random) }
    }
    case 'de': {
      const plain = `DE${digits(9, random)}`
      return { plain, printed: pick([plain, `DE ${grouped(plain.slice(2), [3, 3, 3], ' ')}`], random) }
    }
    case 'en': {
      const plain = `GB${digits(9, random)}`
      return { plain, printed: pick([plain, `GB ${grouped(plain.slice(2), [3, 4, 2], ' ')}`], random) }
    }
    case 'fr': {
      const plain = `FR${digits(11, random)}`
      return { plain, printed: pick([plain, `FR ${grouped(plain.slice(2), [2, 3, 3, 3], ' ')}`], random) }
    }
    case 'it': {
      const plain = taxed('IT', 11, random)
      return pick(
        [
          { plain, printed: plain },
          { plain: `IT${plain}`, printed: `IT${plain}` },
        ],
        random,
      )
    }
    case 'es': {
      const plain = `${pick(['A', 'B'], random)}${digits(8, random)}`
      return { plain, printed: plain }
    }
    case 'pt': {
      const plain = taxed('PT', 9, random)
      return { plain, printed: pick([plain, grouped(plain, [3, 3, 3], ' ')], random) }
    }
    case 'pl': {
      const plain = taxed('PL', 10, random)
      return { plain, printed: pick([plain, grouped(plain, [3, 3, 2, 2], '-')], random) }
    }
    case 'us': {
      const plain = `${digits(2, random)}-${digits(7, random)}`
      return { plain, printed: plain }
    }
    case 'ch': {
      const plain = taxed('CH', 9, random)
      const dotted = grouped(plain, [3, 3, 3], '.')
      return { plain: `CHE${plain}`, printed: pick([`CHE-${dotted}`, `CHE-${dotted} MWST`], random) }
    }
    case 'nl': {
      const plain = `NL${digits(9, random)}B01`
      return { plain, printed: pick([plain, `NL ${plain.slice(2, 11)} B01`], random) }
    }
  }
}

function accountOf({ code }: Tongue, random: Random): Printed {
  const iban = (country: string, bban: string): Printed => {
    const plain = toIban(country, bban)
    return { plain, printed: random() < 0.7 ? fours(plain) : plain }
  }
  switch (code) {
    case 'nb': {
      const plain = until(() => digits(11, random), isNorwegianBban)
      return { plain, printed: pick([grouped(plain, [4, 2, 5], '.'), grouped(plain, [4, 2, 5], ' '), plain], random) }
    }
    case 'sv': {
      const plain = grouped(digits(8, random), [4, 4], '-')
      return { plain, printed: plain }
    }
    case 'da':
      return iban('DK', digits(14, random))
    case 'de':
      return iban('DE', digits(18, random))
    case 'en':
      return iban('GB', `BARC${digits(14, random)}`)
    case 'fr':
      return iban('FR', digits(23, random))
    case 'it':
      return iban('IT', `X${digits(22, random)}`)
    case 'es':
      return iban('ES', digits(20, random))
    case 'pt':
      return iban('PT', digits(21, random))
    case 'pl': {
      const { plain } = iban('PL', digits(24, random))
      const own = grouped(plain.slice(2), [2, 4, 4, 4, 4, 4, 4], ' ')
      return { plain, printed: random() < 0.5 ? own : fours(plain) }
    }
    case 'us': {
      const plain = digits(10, random)
      return { plain, printed: plain }
    }
    case 'ch':
      return iban('CH', digits(17, random))
    case 'nl':
      return iban('NL', `INGB${digits(10, random)}`)
  }
}

function referenceOf({ code }: Tongue, random: Random): string | undefined {
  if (code === 'nb') return makeKid(digits(6 + below(10, random), random), random() < 0.7 ? 'mod10' : 'mod11')
  if (code === 'sv') return makeKid(digits(5 + below(8, random), random))
  if (code === 'ch') return makeQrReference(digits(26, random))
  if (code === 'nl' && random() < 0.4) return digits(16, random)
  return undefined
}

const NUMBERS: readonly ((random: Random, year: number) => string)[] = [
  (random) => digits(5, random),
  (random, year) => `${year}-${digits(4, random)}`,
  (random) => `F-${digits(5, random)}`,
  (random) => digits(8, random),
  (random, year) => `INV-${year}-${digits(3, random)}`,
  (random, year) => `${year}/${digits(4, random)}`,
  (random) => `RE${digits(6, random)}`,
]

function linesOf({ goods }: Tongue, count: number, random: Random): MadeLine[] {
  return Array.from({ length: count }, () => {
    const quantity = 1 + below(12, random)
    const price = 500 + below(random() < 0.3 ? 900_000 : 60_000, random)
    const more = random() < 0.15 ? pick(goods, random).toLowerCase() : undefined
    return { description: pick(goods, random), more, quantity, price, net: quantity * price }
  })
}

const TONGUES: readonly Tongue[] = [...NORDIC, ...WESTERN, ...SOUTHERN, ...OVERSEAS]

/** An invoice of one of thirteen countries, or in one of the tongues; the same for the same random numbers. */
export function inventInvoice(random: Random, tongues: readonly Tongue[] = TONGUES): MadeInvoice {
  const tongue = pick(tongues, random)
  const year = 2019 + below(7, random)
  const issuedOn = parseBookDate(
    `${year}-${String(1 + below(12, random)).padStart(2, '0')}-${String(1 + below(28, random)).padStart(2, '0')}`,
  )
  if (!issuedOn) throw new Error('no such day')
  const count = random() < 0.1 ? 25 + below(30, random) : 1 + below(7, random)
  const lines = linesOf(tongue, count, random)
  const rate = pick(tongue.rates, random)
  const net = lines.reduce((sum, line) => sum + line.net, 0)
  const vat = Math.round((net * rate) / 100)
  const issuer = nameOf(tongue, random)
  const host = issuer.toLowerCase().replace(/[^a-z].*$/, '')
  return {
    tongue,
    isCreditNote: random() < 0.08,
    issuer,
    street: streetOf(tongue, random),
    place: pick(tongue.places, random),
    phone: grouped(digits(8, random), [2, 2, 2, 2], ' '),
    domain: random() < 0.6 && host.length > 3 ? `${host}.example` : undefined,
    organisationNumber: organisationNumberOf(tongue, random),
    buyer: [
      nameOf(tongue, random),
      ...(random() < 0.3 ? [pick(PEOPLE, random)] : []),
      streetOf(tongue, random),
      pick(tongue.places, random),
    ],
    number: pick(NUMBERS, random)(random, year),
    issuedOn,
    dueOn: addDays(issuedOn, pick([8, 10, 14, 20, 30, 30, 45], random)),
    customerNumber: digits(5, random),
    orderNumber: digits(6, random),
    lines,
    rate,
    net,
    vat,
    gross: net + vat,
    paymentReference: referenceOf(tongue, random),
    account: accountOf(tongue, random),
  }
}

const streetOf = ({ streets, code }: Tongue, random: Random): string => {
  const [street, house] = [pick(streets, random), 1 + below(120, random)]
  return code === 'en' || code === 'us' || code === 'fr' ? `${house} ${street}` : `${street} ${house}`
}
