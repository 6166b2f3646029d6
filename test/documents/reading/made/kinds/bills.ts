import { makeKid } from '#src/kernel/kid.ts'
import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { between, columns, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

/** A shop's receipt with two VAT rates, paid by card. */
export function tillReceipt(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [low, high] = [between(maker, 2, 60), between(maker, 2, 90)]
  const [lowVat, highVat] = [Math.round((low * 15) / 115), Math.round((high * 25) / 125)]
  const total = low + high
  const bought = day(year(maker), below(300, random))
  const name = pick(['Kvartalet Mat AS', 'Holmgård Dagligvare AS', 'Torgboden Nær AS'], random)
  const rate = (percent: string, gross: number, vat: number): string =>
    `${percent.padEnd(12)}${money(gross - vat).padStart(14)}${money(vat).padStart(14)}${money(gross).padStart(14)}`
  const text = `
        ${name}
        Torggata ${1 + below(80, random)}, 0155 Oslo
        Org.nr. 923 609 016 MVA
${say('Salgskvittering|Kvittering')} ${digits(4, random)}     ${bought.dots} ${10 + below(9, random)}:${10 + below(49, random)}
${line('Brød grovt', money(low), 54)}
${line('Plastpose', money(high), 54)}
${line(say('Totalt|Sum|SUM NOK|Å betale'), money(total), 54)}
${line(say('Bankkort|BankAxept|Visa'), money(total), 54)}
${'Mva'.padEnd(12)}${'Grunnlag'.padStart(14)}${'Mva'.padStart(14)}${'Sum'.padStart(14)}
${rate('15,00 %', low, lowVat)}
${rate('25,00 %', high, highVat)}
${say('Takk for handelen|Velkommen tilbake')}
`
  return { text, truth: { issuer: name, issuedOn: bought.iso, gross: plain(total), payable: plain(total) } }
}

/** A power bill: consumption, many amounts, what is owed from before, and what is to pay with it. */
export function powerBill(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [power, grid, fixed, owed] = [between(maker, 100, 2000), between(maker, 50, 900), 4900, between(maker, 10, 800)]
  const net = power + grid + fixed
  const vat = Math.round(net / 4)
  const gross = net + vat
  const base = year(maker)
  const [issued, due, from, to] = [day(base, 20), day(base, 40), day(base, -28), day(base, 0)]
  const [number, kid] = [digits(9, random), makeKid(digits(12, random))]
  const name = pick(['Fjordlys Energi AS', 'Nordstrøm Kraft AS'], random)
  const kwh = 100 + below(4000, random)
  const text = `
${columns(
  [
    name,
    'Kraftveien 12, 7010 Trondheim',
    'Org.nr. 923 609 016 MVA',
    '',
    'Nordby Bakeri AS',
    'Havnegata 4',
    '7010 Trondheim',
  ],
  [
    'FAKTURA',
    `${say('Fakturanummer|Fakturanr.')}   ${number}`,
    `${say('Fakturadato|Dato')}   ${issued.dots}`,
    `${say('Forfallsdato|Betalingsfrist')}   ${due.dots}`,
    `Målernummer   ${digits(10, random)}`,
    `Periode   ${from.dots} - ${to.dots}`,
  ],
)}

${line('Beskrivelse          Forbruk          Pris', 'Beløp')}
${line(`Strøm          ${kwh} kWh          ${money(Math.round((power / kwh) * 100))} øre`, money(power))}
${line('Nettleie energiledd', money(grid))}
${line('Fastbeløp', money(fixed))}
${line(say('Sum eks. mva|Netto'), money(net))}
${line(say('Mva 25 %|25 % mva'), money(vat))}
${line(say('Sum denne faktura|Fakturabeløp'), money(gross))}
${line(say('Utestående fra før|Tidligere saldo'), money(owed))}
${line(say('Å betale|Beløp å betale'), money(gross + owed))}

KID: ${kid}          Kontonummer: 1234.56.78911
`
  return {
    text,
    truth: {
      issuer: name,
      number,
      issuedOn: issued.iso,
      dueOn: due.iso,
      net: plain(net),
      vat: plain(vat),
      gross: plain(gross),
      payable: plain(gross + owed),
      paymentReference: kid,
      account: '12345678911',
    },
  }
}

/** A hotel's bill: a row for each night, a tax of the city, paid by card. */
export function hotelBill(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [nights, room, city] = [1 + below(4, random), between(maker, 60, 240), 300]
  const total = nights * (room + city)
  const vat = Math.round((nights * room * 7) / 107)
  const base = year(maker)
  const [arrival, departure] = [day(base, 10), day(base, 10 + nights)]
  const number = digits(6, random)
  const name = pick(['Hotel Lindenhof GmbH', 'Gasthof Alte Post GmbH'], random)
  const rows = Array.from({ length: nights }, (_, night) =>
    [
      line(`${day(base, 10 + night).dots}   ${say('Übernachtung|Logis')}`, money(room, ',', '.')),
      line(`${day(base, 10 + night).dots}   ${say('Citytax|Kurtaxe')}`, money(city, ',', '.')),
    ].join('\n'),
  )
  const text = `
${name}
Bahnhofstraße 12, 80331 München
USt-IdNr. DE123456789

Frau Anna Muster
Weg 3, 10115 Berlin

${say('Rechnung Nr.|Rechnungs-Nr.')} ${number}          ${say('Rechnungsdatum|Datum')} ${departure.dots}
Anreise ${arrival.dots}     Abreise ${departure.dots}     Zimmer ${100 + below(300, random)}

${rows.join('\n')}
${line(say('Gesamtbetrag EUR|Summe EUR'), money(total, ',', '.'))}
${line(say('enthaltene MwSt. 7 %|darin 7 % MwSt.'), money(vat, ',', '.'))}
${line(say('Zahlung Kreditkarte|Visa'), money(-total, ',', '.'))}
${line(say('Offener Betrag|Saldo'), money(0))}
`
  return { text, truth: { issuer: name, number, issuedOn: departure.iso, currency: 'EUR', gross: plain(total) } }
}
