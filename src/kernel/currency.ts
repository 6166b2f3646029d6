/**
 * ISO 4217 currencies whose minor unit is not two decimals (list of 2024, published by SIX as list one).
 * Every other code of three capital letters has two.
 */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** ISO 4217 for "no currency": what is asked about has no amount. */
export const NO_CURRENCY = 'XXX'

export type Currency = string

export const isCurrency = (code: string): code is Currency => /^[A-Z]{3}$/.test(code)

/** Decimals of a currency's minor unit: 2 for NOK, 0 for ISK, 3 for KWD. */
export const minorDigits = (currency: Currency): number => MINOR_DIGITS[currency] ?? 2
