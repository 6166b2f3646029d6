import { getCompany } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import './retention.problems.ts'
import { insertTerm, type Term, termsOf } from './retention.store.ts'
import { RETENTION_CLASSES, type RetentionClass, ruleFor } from './retention-rules.ts'

/** A class with how long its documents are kept. */
export interface RetentionTerm {
  readonly class: RetentionClass
  /** Of the law in force; null where it is not written down. */
  readonly lawMonths: number | null
  readonly lawSource: string | null
  /** Of the company; null where it keeps to the law. */
  readonly company: Omit<Term, 'class'> | null
  /** What counts: the longer. */
  readonly months: number | null
  /** What counts for documents that nobody booked, where the law has books and annual accounts kept longer; else null. */
  readonly unbooked: { readonly months: number; readonly lawSource: string } | null
}

export const listRetentionTerms = query('retention.terms', { can: 'documents:read' }, (cx) => loadTerms(cx))

async function loadTerms(cx: Cx): Promise<RetentionTerm[]> {
  const { country } = await getCompany(cx, undefined)
  const ours = await termsOf(cx)
  return RETENTION_CLASSES.map((name) => {
    const law = ruleFor(country, name, cx.today)
    const { class: _class, ...company } = ours.find((term) => term.class === name) ?? { class: name, months: 0 }
    const isSet = 'reason' in company
    const books = ruleFor(country, name, cx.today, false)
    return {
      class: name,
      lawMonths: law?.months ?? null,
      lawSource: law?.source ?? null,
      company: isSet ? company : null,
      months: law ? Math.max(law.months, company.months) : null,
      unbooked:
        books && books !== law ? { months: Math.max(books.months, company.months), lawSource: books.source } : null,
    }
  })
}

export interface SetRetentionTerm {
  readonly class: RetentionClass
  readonly months: number
  readonly reason: string
}

/** Keeps a class longer than the law asks; never shorter. Fails: retention_too_short, retention_rule_missing. */
export const setRetentionTerm = command(
  'retention.setTerm',
  { can: 'documents:delete' },
  async (cx: Cx, term: SetRetentionTerm): Promise<RetentionTerm> => {
    const { country } = await getCompany(cx, undefined)
    const law = ruleFor(country, term.class, cx.today)
    if (!law) return fail('retention_rule_missing', `How long ${country} has documents kept is not written down.`)
    if (term.months < law.months) {
      fail('retention_too_short', `The law has them kept ${law.months} months (${law.source}).`, {
        errors: [{ pointer: '/months', code: 'too_short', message: `at least ${law.months}` }],
      })
    }
    await insertTerm(cx, newId('retentionTerm'), term)
    cx.audit({ kind: 'company', id: cx.companyId }, { retention: term })
    const set = (await loadTerms(cx)).find((one) => one.class === term.class)
    return set ?? fail('not_found', 'There is no such class.')
  },
)
