import { accountKey } from '#src/kernel/iban.ts'
import { normaliseOrgNumber } from '#src/kernel/org-number.ts'
import { compact } from '../fold.ts'
import { domains } from '../issuer-clues.ts'
import { seeScene } from '../scene.ts'
import type { DocumentPart } from '../split-documents.ts'

export const SIGN_KINDS = ['name', 'organisationNumber', 'account', 'domain'] as const

/** What a document shows of whom it comes from, in a form for comparing. */
export interface SupplierSign {
  readonly kind: (typeof SIGN_KINDS)[number]
  readonly value: string
}

/** Shorter ones are met by accident; longer ones are no name. */
const LEAST_LETTERS = 3
const MAX_LETTERS = 200
/** More hosts than this are a page of advertisements. */
const MAX_DOMAINS = 5

/**
 * The signs of the supplier on the pages of a document: the name, numbers and account that were read, however uncertain,
 * and the hosts of mail and web addresses. Those of the buyer may be among the hosts.
 */
export function supplierSigns({ pages, extraction }: DocumentPart): SupplierSign[] {
  const { issuer, organisationNumber, account } = extraction.fields
  const hosts = domains(seeScene(pages))
  const signs: SupplierSign[] = [
    ...(issuer ? [{ kind: 'name', value: compact(issuer.value) } as const] : []),
    ...(organisationNumber
      ? [{ kind: 'organisationNumber', value: normaliseOrgNumber(organisationNumber.value) } as const]
      : []),
    ...(account ? [{ kind: 'account', value: accountKey(account.value) } as const] : []),
    ...(hosts.length <= MAX_DOMAINS ? hosts.map((value) => ({ kind: 'domain', value }) as const) : []),
  ]
  return signs.filter(({ value }) => value.length >= LEAST_LETTERS && value.length <= MAX_LETTERS)
}

/** A sign that was taught, and of how many suppliers it was. */
export interface KnownSign extends SupplierSign {
  readonly partyId: string
  readonly suppliers: number
}

/** Points: a number is nobody else's, a name may be; a domain alone says too little. */
const POINTS: Readonly<Record<SupplierSign['kind'], number>> = { organisationNumber: 3, account: 3, name: 2, domain: 1 }
const ENOUGH = 2
const SURE_POINTS = 3

/**
 * The supplier that the signs of a document were taught for: one, and no other with enough signs. `isSure` where a
 * number says so, or name and domain together.
 */
export function recogniseSupplier(known: readonly KnownSign[]): { partyId: string; isSure: boolean } | undefined {
  const points = new Map<string, number>()
  for (const { kind, partyId, suppliers } of known) {
    if (suppliers === 1) points.set(partyId, (points.get(partyId) ?? 0) + POINTS[kind])
  }
  const found = [...points].filter(([, sum]) => sum >= ENOUGH)
  const [first] = found
  return first && found.length === 1 ? { partyId: first[0], isSure: first[1] >= SURE_POINTS } : undefined
}
