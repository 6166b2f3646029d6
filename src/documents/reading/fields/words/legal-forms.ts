/**
 * Forms of business that close a company's printed name, as parts of a regular expression. Dots and spaces between
 * letters are allowed for. Those of two letters count in capitals only: "as" and "da" are words.
 */
export const LONG_FORMS: readonly string[] = [
  'sdn\\.?\\s?bhd',
  's\\/b',
  'bhd',
  'berhad',
  'plt',
  'asa',
  'enk',
  'nuf',
  'samvirkelag',
  'aktiebolag',
  'handelsbolag',
  'kommanditbolag',
  'aps',
  'a\\/s',
  'i\\/s',
  'k\\/s',
  'p\\/s',
  'amba',
  'gmbh\\s?&\\s?co\\.?\\s?kg',
  'gmbh',
  'mbh',
  'ohg',
  'gbr',
  'e\\.\\s?k\\.?',
  'e\\.\\s?v\\.?',
  'kgaa',
  'aktiengesellschaft',
  'pte\\.?\\s?ltd',
  'pty\\.?\\s?ltd',
  'pvt\\.?\\s?ltd',
  'private\\s?limited',
  'co\\.?,?\\s?ltd',
  'ltd',
  'limited',
  'llc',
  'l\\.l\\.c',
  'inc',
  'incorporated',
  'corp',
  'corporation',
  'plc',
  'llp',
  'b\\.\\s?v',
  'n\\.\\s?v',
  'v\\.?o\\.?f',
  'sarl',
  's\\.a\\.r\\.l',
  'sasu',
  's\\.a\\.s',
  'eurl',
  'sprl',
  'bvba',
  'srl',
  's\\.r\\.l',
  's\\.p\\.a',
  's\\.l',
  's\\.a',
  'sp\\.?\\s?z\\s?o\\.?\\s?o',
  'oyj',
  's\\.r\\.o',
  'kft',
  'd\\.o\\.o',
  'ehf',
  'lda',
  'ltda',
]
export const SHORT_FORMS: readonly string[] = [
  'AS',
  'DA',
  'ANS',
  'SA',
  'BA',
  'AB',
  'HB',
  'KB',
  'AG',
  'KG',
  'UG',
  'SE',
  'BV',
  'NV',
  'SAS',
  'OY',
  'Oy',
  'Ab',
  'HF',
  'SPA',
  'SL',
]

/** Forms that may go before the name, in capitals as they are spelt. */
export const FORMS_BEFORE: readonly string[] = [
  'AB',
  'KB',
  'HB',
  'Oy',
  'Ab',
  'A\\/S',
  'Firma',
  'Fa\\.',
  'Soci[ée]t[ée]',
  'SARL',
  'SAS',
  'SASU',
  'EURL',
  'SCI',
  'Ets\\.?',
  'UAB',
  'SIA',
  'OÜ',
]

/** Words of a trade that a business without a legal form has in its name. */
export const TRADE_WORDS: ReadonlySet<string> = new Set(
  (
    'enterprise enterprises trading company co restaurant restoran restaurante ristorante cafe kafe kafé caffe coffee bakery bakeri bakeries confectionery hardware stationery ' +
    'bookstore bookshop bookcentre books book mart minimart supermarket hypermarket market pasar raya pasaraya kedai perniagaan syarikat shop store stores boutique pharmacy farmasi apotek apoteket ' +
    'hotel motel bistro pizza pizzeria burger grill bar pub kitchen kiosk petrol station petrokiosk petroleum services service parking garage verksted ' +
    'butikk butikken senter center centre butik bageri handel handels gruppen group holding holdings industries industri solutions consulting consultants ' +
    'software systems technologies technology electronics elektro elektronik telecom telecommunications energi energy energie kraft ' +
    'forening stiftelse stiftung verein fondation foundation association studio salon frisør clinic klinik klinikk dental tannlege lege optik optical ' +
    'buchhandlung apotheke backerei metzgerei gaststätte gasthaus boulangerie brasserie librairie pharmacie winkel boekhandel apotheek slagerij ' +
    'machinery motor gift gifts deco decoration agency food foods grocery borong runcit ubat farmasi house cash carry mini sport sports toys beauty spa laundry bakery seafood noodle station ' +
    'handicraft tailoring textile textiles fashion jewellers motors auto autohaus transport logistics travel tours gallery marketing press printing design supplies supply'
  ).split(' '),
)
