import type { MadeLine } from '../made/einvoice.ts'
import type { SupplierKey } from '../trade.ts'

/** How far a receipt of the demo company has come; automatic = from intake to the books without a person. */
export type Fate = 'automatic' | 'submitted' | 'signedOnce' | 'posted' | 'rejected'

export interface PastBill {
  readonly from: SupplierKey
  readonly number: string
  readonly daysAgo: number
  readonly fate: Fate
  readonly lines: readonly MadeLine[]
}

const COFFEE: readonly MadeLine[] = [
  {
    text: 'Etiopia Guji, rå bønner',
    details: 'Sekk 60 kg',
    quantity: '5',
    unit: 'SA',
    unitPrice: '3920.00',
    vatRate: '15',
  },
  {
    text: 'Colombia Huila, rå bønner',
    details: 'Sekk 70 kg',
    quantity: '3',
    unit: 'SA',
    unitPrice: '4180.00',
    vatRate: '15',
  },
  { text: 'Frakt Bergen–Bodø', quantity: '1', unitPrice: '1350.00' },
]
const CLEANING: readonly MadeLine[] = [
  { text: 'Renhold av lokaler', details: 'Fire ganger i uken', quantity: '1', unit: 'MON', unitPrice: '3900.00' },
]
const power = (kwh: string, price: string): readonly MadeLine[] => [
  { text: 'Strøm, spotpris', details: `Kaigata 22, ${kwh} kWh`, quantity: kwh, unit: 'KWH', unitPrice: price },
  { text: 'Nettleie, energiledd', quantity: kwh, unit: 'KWH', unitPrice: '0.4875' },
  { text: 'Nettleie, fastledd', quantity: '1', unit: 'MON', unitPrice: '435.00' },
]
const telecom: readonly MadeLine[] = [
  { text: 'Bedrift fiber 500', quantity: '1', unit: 'MON', unitPrice: '599.00' },
  { text: 'Mobil, fri tale', quantity: '2', unit: 'MON', unitPrice: '149.50' },
]

/** What the suppliers sent in the weeks before, the oldest first. */
export const PAST_BILLS: readonly PastBill[] = [
  { from: 'landlord', number: '2026-0117', daysAgo: 43, fate: 'posted', lines: rent('Leie lokaler, forrige måned') },
  { from: 'power', number: '7733102', daysAgo: 38, fate: 'posted', lines: power('1510', '0.9830') },
  { from: 'telecom', number: '40551782', daysAgo: 35, fate: 'automatic', lines: telecom },
  { from: 'cleaning', number: '18834', daysAgo: 31, fate: 'posted', lines: CLEANING },
  { from: 'coffee', number: '90211', daysAgo: 21, fate: 'posted', lines: COFFEE },
  {
    from: 'furniture',
    number: '5518',
    daysAgo: 12,
    fate: 'rejected',
    lines: [{ text: 'Taklampe i eik', quantity: '6', unitPrice: '1500.00' }],
  },
  { from: 'landlord', number: '2026-0131', daysAgo: 11, fate: 'signedOnce', lines: rent('Leie lokaler') },
  { from: 'telecom', number: '40559911', daysAgo: 5, fate: 'automatic', lines: telecom },
  { from: 'coffee', number: '90347', daysAgo: 6, fate: 'submitted', lines: COFFEE.slice(0, 2) },
  {
    from: 'furniture',
    number: '5532',
    daysAgo: 4,
    fate: 'submitted',
    lines: [{ text: 'Barkrakk, bjørk', details: 'Til serveringen', quantity: '3', unitPrice: '1150.00' }],
  },
  { from: 'cleaning', number: '18902', daysAgo: 2, fate: 'submitted', lines: CLEANING },
  {
    from: 'cleaning',
    number: '18911',
    daysAgo: 1,
    fate: 'submitted',
    lines: [{ text: 'Vinduspuss, ekstra', quantity: '2', unit: 'HUR', unitPrice: '560.00' }],
  },
]

function rent(text: string): readonly MadeLine[] {
  return [
    { text, details: 'Kaigata 22, 240 m²', quantity: '1', unit: 'MON', unitPrice: '46000.00' },
    { text: 'Felleskostnader', quantity: '1', unit: 'MON', unitPrice: '4800.00' },
  ]
}

export const TAXI_RECEIPT = [
  'Bodø Taxi',
  'Kvittering 004417',
  'Flyplassen - Kaigata 22',
  '',
  'Sum            kr 212,80',
  'herav mva 12 % kr  22,80',
  'Betalt med kort',
]
