import { fail } from '#src/kernel/problem.ts'
import type { Syntax } from '../einvoice/namespaces.ts'
import { EN16931_CII, EN16931_CII_PEPPOL } from './en16931/cii.ts'
import { EN16931_UBL, EN16931_UBL_PEPPOL } from './en16931/ubl.ts'
import type { RuleSet } from './engine/rule.ts'
import {
  FACTURX_BASIC,
  FACTURX_BASIC_WL,
  FACTURX_EN16931,
  FACTURX_EXTENDED,
  FACTURX_MINIMUM,
} from './facturx/profiles.ts'
import * as nationalInCii from './national/cii.ts'
import * as national from './national/ubl.ts'
import { PEPPOL_CII } from './peppol/cii.ts'
import { PEPPOL_UBL } from './peppol/ubl.ts'
import { XRECHNUNG_CII, XRECHNUNG_CII_BEFORE_3 } from './xrechnung/cii.ts'
import { XRECHNUNG_UBL, XRECHNUNG_UBL_BEFORE_3 } from './xrechnung/ubl.ts'
import '../einvoice/einvoice.problems.ts'

const COUNTRIES: Readonly<Partial<Record<RuleSetName, RuleSet>>> = {
  no: national.NORWAY_UBL,
  dk: national.DENMARK_UBL,
  se: national.SWEDEN_UBL,
  de: national.GERMANY_UBL,
  it: national.ITALY_UBL,
  nl: national.NETHERLANDS_UBL,
  gr: national.GREECE_UBL,
  is: national.ICELAND_UBL,
}

/** Peppol has rules for invoices in CII from these countries only. */
const COUNTRIES_IN_CII: Readonly<Partial<Record<RuleSetName, RuleSet>>> = {
  no: nationalInCii.NORWAY_CII,
  dk: nationalInCii.DENMARK_CII,
  se: nationalInCii.SWEDEN_CII,
  it: nationalInCii.ITALY_CII,
  nl: nationalInCii.NETHERLANDS_CII,
}

const FACTURX = {
  'facturx-minimum': FACTURX_MINIMUM,
  'facturx-basicwl': FACTURX_BASIC_WL,
  'facturx-basic': FACTURX_BASIC,
  'facturx-en16931': FACTURX_EN16931,
  'facturx-extended': FACTURX_EXTENDED,
} as const
const FACTURX_NAMES = Object.keys(FACTURX) as (keyof typeof FACTURX)[]

/** Names by which callers choose rules. "peppol" holds the rules of all countries, as its official set does. */
export const RULE_SET_NAMES = [
  'en16931',
  'peppol',
  'xrechnung',
  ...FACTURX_NAMES,
  'no',
  'dk',
  'se',
  'de',
  'it',
  'nl',
  'gr',
  'is',
] as const
export type RuleSetName = (typeof RULE_SET_NAMES)[number]

export const isRuleSetName = (name: string): name is RuleSetName => RULE_SET_NAMES.includes(name as RuleSetName)

const PEPPOL_BILLING = 'urn:fdc:peppol.eu:2017:poacc:billing:3.0'

/** The rule sets that a document asks for by its specification identifier (BT-24). */
export function namesFor(customizationId: string, syntax: Syntax): RuleSetName[] {
  if (customizationId.includes(PEPPOL_BILLING)) return ['en16931', 'peppol']
  if (/:xrechnung_\d/.test(customizationId)) return ['en16931', 'xrechnung']
  return (syntax === 'cii' ? facturxFor(customizationId) : undefined) ?? ['en16931']
}

/**
 * Profiles of Factur-X and ZUGFeRD 2 that say more or less than the norm; what stands before them has changed with the
 * versions. The profile EN 16931 names the norm alone, as invoices that are no Factur-X do, so its structure is judged on
 * request only.
 */
function facturxFor(customizationId: string): RuleSetName[] | undefined {
  const profile = PROFILE.exec(customizationId)?.[1]
  if (profile === 'basic') return ['en16931', 'facturx-basic']
  const name = FACTURX_NAMES.find((known) => known === `facturx-${profile}`)
  return name && [name]
}

const PROFILE = /[:#](?:factur-x\.eu:1p0|zugferd\.de:2p[01]):(minimum|basicwl|basic|extended)$/

/** Versions of XRechnung before 3.0, which are still written. */
const OLD_XRECHNUNG = /:xrechnung_[12]\./

/**
 * The rules behind the names, for a document with a specification identifier. With Peppol's rules, EN 16931 is judged
 * in the edition that Peppol publishes. Fails with einvoice_rules_missing where we have none: nothing is called valid
 * that was not judged.
 */
export function ruleSetsOf(names: readonly RuleSetName[], syntax: Syntax, customizationId: string): RuleSet[] {
  const wanted = new Set(names)
  const choice = { withPeppol: wanted.has('peppol'), oldXRechnung: OLD_XRECHNUNG.test(customizationId) }
  return [...wanted].flatMap((name): RuleSet[] => {
    const known = syntax === 'ubl' ? inUbl(name, choice) : syntax === 'cii' ? inCii(name, choice) : undefined
    return known ?? missing(name, syntax)
  })
}

interface Choice {
  readonly withPeppol: boolean
  readonly oldXRechnung: boolean
}

function inUbl(name: RuleSetName, { withPeppol, oldXRechnung }: Choice): RuleSet[] | undefined {
  if (name === 'en16931') return [withPeppol ? EN16931_UBL_PEPPOL : EN16931_UBL]
  if (name === 'peppol') return [PEPPOL_UBL]
  if (name === 'xrechnung') return [oldXRechnung ? XRECHNUNG_UBL_BEFORE_3 : XRECHNUNG_UBL]
  const country = COUNTRIES[name]
  return withPeppol ? [] : country && [country]
}

function inCii(name: RuleSetName, { withPeppol, oldXRechnung }: Choice): RuleSet[] | undefined {
  if (name === 'en16931') return [withPeppol ? EN16931_CII_PEPPOL : EN16931_CII]
  if (name === 'peppol') return [PEPPOL_CII]
  if (name === 'xrechnung') return [oldXRechnung ? XRECHNUNG_CII_BEFORE_3 : XRECHNUNG_CII]
  if (name in FACTURX) return [FACTURX[name as keyof typeof FACTURX]]
  const country = COUNTRIES_IN_CII[name]
  return withPeppol ? [] : country && [country]
}

const missing = (name: RuleSetName, syntax: Syntax): never =>
  fail('einvoice_rules_missing', `The rules "${name}" are not there for the syntax ${syntax}; choose others.`)
