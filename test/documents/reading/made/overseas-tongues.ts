import { BRITISH, SWISS, type Tongue } from './tongue.ts'
import { WESTERN } from './western-tongues.ts'

const [GERMAN] = WESTERN
if (!GERMAN) throw new Error('there are tongues')

const AMERICAN: Tongue = {
  code: 'us',
  currency: 'USD',
  title: ['INVOICE', 'Invoice'],
  creditTitle: ['CREDIT MEMO', 'Credit Memo'],
  number: ['Invoice #', 'Invoice No.', 'Invoice Number', 'INV #'],
  creditNumber: ['Credit Memo #', 'Credit Memo No.'],
  issuedOn: ['Invoice Date', 'Date', 'Date Issued', 'Bill Date'],
  dueOn: ['Due Date', 'Payment Due', 'Due Date', 'Pay By'],
  customerNumber: ['Customer ID', 'Customer #', 'Account #'],
  orderNumber: ['P.O. Number', 'PO #', 'P.O. No.'],
  ourReference: ['Sales Rep', 'Rep'],
  buyer: ['Bill To', 'Billed To', 'Sold To', 'Customer'],
  organisationNumber: ['EIN', 'Tax ID', 'Federal Tax ID', 'Tax ID'],
  paymentReference: ['Payment Reference', 'Payment Reference'],
  account: ['Bank Account', 'Bank Account No.', 'Bank Account Number', 'Bank Account #'],
  item: ['Description', 'Item', 'Service'],
  quantity: ['Qty', 'Quantity', 'Hours'],
  price: ['Rate', 'Unit Price', 'Price', 'Price Each'],
  amount: ['Amount', 'Line Total', 'Total', 'Extended'],
  net: ['Subtotal', 'Sub Total', 'Subtotal', 'Sub-Total'],
  vat: ['Sales Tax (% %)', 'Tax (% %)', 'Sales Tax', 'Tax'],
  gross: ['Balance Due', 'Total', 'Amount Due', 'Total Due'],
  page: 'Page',
  phone: 'Phone:',
  rates: [8.25, 7, 6.5],
  dates: ['monthFirst', 'word', 'monthFirst', 'word'],
  amounts: [BRITISH],
  months: 'January February March April May June July August September October November December'.split(' '),
  legalForms: ['LLC', 'Inc.', 'Corp.', 'Co.'],
  places: ['Austin, TX 78701', 'Denver, CO 80202', 'Portland, OR 97205', 'Boston, MA 02108'],
  streets: ['Main Street', 'Oak Avenue', 'Market St', 'Lake Drive'],
  goods: [
    'Consulting services',
    'Printer paper',
    'Monthly retainer',
    'Shipping',
    'On-site support',
    'Software license',
  ],
}

const SWISS_GERMAN: Tongue = {
  ...GERMAN,
  code: 'ch',
  currency: 'CHF',
  organisationNumber: ['UID', 'MWST-Nr.', 'MWST-Nummer', 'UID-Nr.'],
  paymentReference: ['Referenz', 'Referenznummer'],
  net: ['Nettobetrag', 'Zwischensumme', 'Total netto', 'Total exkl. MWST'],
  vat: ['MWST % %', 'zzgl. % % MWST', '% % MWST', 'MWST'],
  gross: ['Rechnungsbetrag', 'Total inkl. MWST', 'Rechnungstotal', 'Gesamtbetrag'],
  rates: [8.1, 2.6],
  amounts: [SWISS],
  legalForms: ['AG', 'GmbH', 'AG', 'GmbH'],
  places: ['8001 Zürich', '3011 Bern', '4051 Basel', '6003 Luzern'],
  streets: ['Bahnhofstrasse', 'Seestrasse', 'Dorfstrasse', 'Industriestrasse'],
}

export const OVERSEAS: readonly Tongue[] = [AMERICAN, SWISS_GERMAN]
