import { makeKid } from '#src/kernel/kid.ts'
import { makeQrReference } from '#src/kernel/qr-reference.ts'
import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { between, columns, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

/** A Norwegian bill whose payment stands on the giro at its foot: telephone, insurance, or the fees of a municipality. */
export function norwegianGiro(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 100, 5000)
  const vat = Math.round(net / 4)
  const gross = net + vat
  const base = year(maker)
  const [issued, due, from, to] = [day(base, 3), day(base, 23), day(base, 0), day(base, 30)]
  const [number, kid] = [digits(8, random), makeKid(digits(14, random))]
  const account = '1234.56.78911'
  const [name, what] = pick(
    [
      ['Fjordfone AS', 'Mobilabonnement'],
      ['Nordvern Forsikring ASA', 'Årspremie innbo'],
      ['Lillevik kommune', 'Kommunale avgifter'],
    ] as const,
    random,
  )
  const [whole, part] = [String(Math.floor(gross / 100)), String(gross % 100).padStart(2, '0')]
  const text = `
${columns(
  [name, 'Postboks 100, 4001 Stavanger', 'Org.nr. 923 609 016 MVA', '', 'Kari Dahl', 'Storgata 5', '0155 Oslo'],
  [
    say('Faktura|FAKTURA'),
    '',
    `${say('Fakturanr|Fakturanummer')}:   ${number}`,
    `${say('Fakturadato|Utstedt')}:   ${issued.dots}`,
    `${say('Kundenummer|Kundenr')}:   ${digits(7, random)}`,
    `Periode:   ${from.dots} - ${to.dots}`,
  ],
)}

${line('Spesifikasjon', 'Beløp')}
${line(what, money(net))}
${line(say('Sum uten mva|Beløp ekskl. mva'), money(net))}
${line(say('Herav mva 25 %|MVA 25 %'), money(vat))}
${line(say('Sum|Totalt'), money(gross))}

${say('Betalingsinformasjon|Slik betaler du')}
${say('Beløp å betale|Å betale')}: kr ${money(gross)}     ${say('Forfallsdato|Betales innen')}: ${due.dots}
${say('Kontonummer|Til konto')}: ${account}     KID: ${kid}

KVITTERING          Innbetalt til konto          Beløp          Betalerens kontonummer
${account}          ${money(gross)}

GIRO                                             Betalingsfrist   ${due.dots}
${say('Kundeidentifikasjon (KID)|KID')}          Kroner          Øre          Til konto
H ${kid}          ${whole}          ${part}          < 2 >          ${account.replaceAll('.', '')}
`
  const sums = { gross: plain(gross), payable: plain(gross), currency: 'NOK' }
  const paid = { paymentReference: kid, account: '12345678911' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums, ...paid } }
}

/** A Swedish bill with the line of figures that a machine reads. */
export function swedishGiro(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 100, 5000)
  const vat = Math.round(net / 4)
  const gross = net + vat
  const base = year(maker)
  const [issued, due] = [day(base, 3), day(base, 33)]
  const ocr = makeKid(digits(10, random))
  const giro = `${digits(4, random)}-${digits(4, random)}`
  const name = pick(['Svea Bredband AB', 'Mälardalens Energi AB', 'Tryggvik Försäkring AB'], random)
  const text = `
${columns(
  [name, 'Box 12, 101 20 Stockholm', 'Org.nr 556016-0680', '', 'Anna Berg', 'Storgatan 5', '411 14 Göteborg'],
  [
    'FAKTURA',
    `${say('Fakturanr|Fakturanummer')}:   ${ocr}`,
    `${say('Fakturadatum|Datum')}:   ${issued.iso}`,
    `${say('Förfallodatum|Förfallodag')}:   ${due.iso}`,
    `${say('Kundnr|Kundnummer')}:   ${digits(6, random)}`,
  ],
)}

${line('Specifikation', 'Belopp')}
${line('Månadsavgift', money(net))}
${line(say('Summa exkl. moms|Netto'), money(net))}
${line(say('Moms 25%|Varav moms 25 %'), money(vat))}
${line(say('Att betala|Summa att betala'), `${money(gross)} kr`)}

INBETALNING/GIRERING AVI
Bankgironr          OCR-nummer          Belopp
${giro}          ${ocr}          ${money(gross)}
# ${ocr} # ${Math.floor(gross / 100)} ${String(gross % 100).padStart(2, '0')} ${below(10, random)} > ${giro.replace('-', '')}#41#
`
  const sums = { gross: plain(gross), payable: plain(gross), currency: 'SEK' }
  const paid = { paymentReference: ocr, account: giro }
  return { text, truth: { issuer: name, number: ocr, issuedOn: issued.iso, dueOn: due.iso, ...sums, ...paid } }
}

/** A Swiss invoice over its QR payment part. */
export function swissQrBill(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 100, 5000)
  const vat = Math.round((net * 81) / 1000)
  const gross = net + vat
  const base = year(maker)
  const [issued, due] = [day(base, 3), day(base, 33)]
  const [number, reference] = [digits(6, random), makeQrReference(digits(26, random))]
  const grouped = `${reference.slice(0, 2)} ${reference.slice(2).replace(/(.{5})(?=.)/g, '$1 ')}`
  const name = pick(['Alpenblick Sanitär AG', 'Rigi Druck GmbH'], random)
  const swiss = (cents: number): string => money(cents, '.', "'")
  const text = `
${name}
Seestrasse 12, 6003 Luzern
CHE-116.281.710 MWST

Nordby Bäckerei AG
Dorfstrasse 4
3011 Bern

${say('Rechnung Nr.|Rechnungsnummer')} ${number}
${say('Rechnungsdatum|Datum')}: ${issued.dots}
${say('Zahlbar bis|Fällig am')}: ${due.dots}

${line('Leistung', 'Betrag CHF')}
${line('Reparatur', swiss(net))}
${line(say('Total exkl. MWST|Zwischentotal'), swiss(net))}
${line(say('MWST 8.1%|8.1% MWST'), swiss(vat))}
${line(say('Total inkl. MWST|Rechnungsbetrag'), `CHF ${swiss(gross)}`)}

${columns(
  [
    'Empfangsschein',
    'Konto / Zahlbar an',
    'CH44 3199 9123 0008 8901 2',
    name,
    'Seestrasse 12',
    '6003 Luzern',
    'Währung          Betrag',
    `CHF          ${swiss(gross).replace("'", ' ')}`,
    'Annahmestelle',
  ],
  [
    'Zahlteil',
    'Konto / Zahlbar an',
    'CH44 3199 9123 0008 8901 2',
    name,
    'Referenz',
    grouped,
    'Zahlbar durch',
    'Nordby Bäckerei AG',
    'Dorfstrasse 4, 3011 Bern',
  ],
)}
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(gross), payable: plain(gross), currency: 'CHF' }
  const paid = { paymentReference: reference, account: 'CH4431999123000889012', organisationNumber: 'CHE116281710' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums, ...paid } }
}
