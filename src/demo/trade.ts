import { COMPANY } from './cast.ts'

/** A company that the demonstration trades with. Made up; the check digits are right. */
export interface Trader {
  readonly name: string
  readonly organisationNumber: string
  /** Norwegian account number, 11 digits. */
  readonly account: string
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly email: string
}

/** A supplier with what its lines are coded with. */
export interface Supplier extends Trader {
  readonly defaultAccount: string
  readonly department: string
  /** Small bills of it are booked without a person. */
  readonly isTrusted?: true
}

export const SUPPLIERS = {
  power: {
    name: 'Nordlys Kraft AS',
    organisationNumber: '999999042',
    account: '15034000317',
    street: 'Fossveien 12',
    postalCode: '8006',
    city: 'Bodø',
    email: 'faktura@nordlyskraft.example',
    defaultAccount: '6340',
    department: '10',
  },
  coffee: {
    name: 'Bergen Kaffeimport AS',
    organisationNumber: '999999077',
    account: '36244000627',
    street: 'Skuteviken 4',
    postalCode: '5035',
    city: 'Bergen',
    email: 'regnskap@bergenkaffe.example',
    defaultAccount: '4300',
    department: '20',
  },
  cleaning: {
    name: 'Ren Kyst Renhold AS',
    organisationNumber: '999999182',
    account: '42024000936',
    street: 'Havnegata 31',
    postalCode: '8001',
    city: 'Bodø',
    email: 'post@renkyst.example',
    defaultAccount: '6360',
    department: '10',
  },
  telecom: {
    name: 'Havnett Telekom AS',
    organisationNumber: '999999301',
    account: '61124001241',
    street: 'Sjøgata 7',
    postalCode: '9008',
    city: 'Tromsø',
    email: 'faktura@havnett.example',
    defaultAccount: '6900',
    department: '10',
    isTrusted: true,
  },
  furniture: {
    name: 'Treverk og Form AS',
    organisationNumber: '999999336',
    account: '90014001556',
    street: 'Møbelringen 2',
    postalCode: '6230',
    city: 'Sykkylven',
    email: 'ordre@treverkform.example',
    defaultAccount: '6540',
    department: '20',
  },
  landlord: {
    name: 'Brygga Eiendom AS',
    organisationNumber: '999999441',
    account: '20204001864',
    street: 'Tollbugata 1',
    postalCode: '8001',
    city: 'Bodø',
    email: 'leie@bryggaeiendom.example',
    defaultAccount: '6300',
    department: '10',
  },
} as const satisfies Record<string, Supplier>

export type SupplierKey = keyof typeof SUPPLIERS

/** A sender that the books do not know yet: nothing tells how its lines are coded. */
export const STRANGER: Trader = {
  name: 'Kontorlageret Nord AS',
  organisationNumber: '999999581',
  account: '17204002177',
  street: 'Industriveien 18',
  postalCode: '8072',
  city: 'Bodø',
  email: 'salg@kontorlageret.example',
}

export const CUSTOMER: Trader = {
  name: 'Hotell Fyrtårnet AS',
  organisationNumber: '999999700',
  account: '81014002480',
  street: 'Moloveien 9',
  postalCode: '8003',
  city: 'Bodø',
  email: 'regnskap@fyrtarnet.example',
}

/** The demo company as it stands on invoices. */
export const OURSELVES: Trader = {
  name: COMPANY.name,
  organisationNumber: COMPANY.organisationNumber,
  account: '50834003101',
  street: 'Kaigata 22',
  postalCode: '8001',
  city: 'Bodø',
  email: 'faktura@havglott.example',
}

export const DEPARTMENTS = [
  { code: '10', name: 'Administrasjon' },
  { code: '20', name: 'Brenneri og butikk' },
] as const
