/** Specification identifiers (BT-24) and business processes (BT-23) that Bilag writes. */

/** EN 16931-1 as it is, without a national or industry usage. */
export const EN16931 = 'urn:cen.eu:en16931:2017'

/** Peppol BIS Billing 3 (EHF Billing 3 in Norway), section "Profiles and messages". */
export const PEPPOL_BILLING = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
export const PEPPOL_PROCESS = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'

/** KoSIT, "Spezifikation XRechnung" 3.0. */
export const XRECHNUNG = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0'
