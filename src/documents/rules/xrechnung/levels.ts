import type { Flag } from '../engine/rule.ts'
import { CVD, EXTENSION } from './values.ts'

const warn = (...ids: string[]): [string, Flag][] => ids.map((id) => [id, 'warning'])
const refuse = (...ids: string[]): [string, Flag][] => ids.map((id) => [id, 'fatal'])

/** Units and item identifiers of other lists are let pass; sub-lines and repeated terms are not. */
const ALWAYS: [string, Flag][] = [
  ...warn('BR-CL-21', 'BR-CL-23'),
  ...refuse('UBL-CR-646', 'CII-SR-452', 'CII-SR-453', 'CII-SR-454'),
]

const PLAIN = new Map(ALWAYS)
const CLEAN_VEHICLES = new Map([...ALWAYS, ...warn('BR-CL-13')])
/** The extension has rules of its own (BR-DEX-*) in the place of these. */
const EXTENDED = new Map([
  ...ALWAYS,
  ...warn('BR-CL-10', 'BR-CL-11', 'BR-CL-24', 'BR-CL-25', 'BR-CL-26', 'UBL-CR-470', 'UBL-CR-646'),
])
const EXTENDED_UBL = new Map([...EXTENDED, ...warn('BR-CO-16')])

/**
 * Flags that rules of EN 16931 have in an XRechnung (KoSIT, validator-configuration-xrechnung, customLevel); its
 * level "information" is a warning here.
 */
export function levelsOf(profile: string, syntax: string): ReadonlyMap<string, Flag> {
  if (profile === EXTENSION || profile.includes('kosit:extension:xrechnung_'))
    return syntax === 'ubl' ? EXTENDED_UBL : EXTENDED
  return profile === CVD ? CLEAN_VEHICLES : PLAIN
}
