import type { Cx } from '#src/platform/cx.ts'
import { rejected } from '../connector-error.ts'
import { type Translator, translatorOf } from '../mappings/translator.ts'
import type { BillModel, ExternalLink, ModelKind, Models } from '../models.ts'
import { readerOf, type SourceDocument } from '../sources/source.ts'
import { findReference } from './reference.store.ts'

export interface ReadyModel<K extends ModelKind> {
  readonly model: Models[K]
  readonly translator: Translator
}

/**
 * The record as the connector gets it: read from its room now, our codes translated, our ids replaced by the vendor's.
 * Throws `rejected` when a mapping is missing or what it needs is not at the vendor.
 */
export async function readyModel<K extends ModelKind>(
  cx: Cx,
  connectionId: string,
  kind: K,
  subjectId: string,
): Promise<ReadyModel<K>> {
  const translator = await translatorOf(cx, connectionId)
  const link = (model: ModelKind, id: string) => linkTo(cx, connectionId, model, id)
  const makers: { [L in ModelKind]: () => Promise<Models[L]> } = {
    contact: () => readerOf('contact')(cx, subjectId),
    bill: async () => documentOf(await readerOf('bill')(cx, subjectId), 'purchases', translator, link),
    salesInvoice: async () => documentOf(await readerOf('salesInvoice')(cx, subjectId), 'sales', translator, link),
    attachment: async () => {
      const source = await readerOf('attachment')(cx, subjectId)
      const { model, id, kind: documentKind } = source.of
      return { ...source, of: { ...(await link(model, id)), model, kind: documentKind } }
    },
    payment: async () => {
      const { bankAccount, settles, ...payment } = await readerOf('payment')(cx, subjectId)
      const { model, id, kind: documentKind } = settles
      const settled = { ...(await link(model, id)), model, kind: documentKind }
      return { ...payment, settles: settled, bankAccountCode: translator.account(bankAccount) }
    },
    journal: async () => {
      const { lines, ...journal } = await readerOf('journal')(cx, subjectId)
      return {
        ...journal,
        lines: lines.map(({ account, vatCode, vatRatePpm, ...line }) => ({
          ...line,
          accountCode: translator.account(account),
          taxCode: vatCode === null ? null : translator.taxCode({ vatCode, ratePpm: vatRatePpm, side: 'purchases' }),
        })),
      }
    },
  }
  return { model: await makers[kind](), translator }
}

type Link = (model: ModelKind, id: string) => Promise<ExternalLink>

async function documentOf(
  { partyId, lines, ...document }: SourceDocument,
  side: 'purchases' | 'sales',
  translator: Translator,
  link: Link,
): Promise<BillModel> {
  return {
    ...document,
    contact: await link('contact', partyId),
    lines: lines.map(({ account, vatCode, vatRatePpm, dimensions, ...line }) => ({
      ...line,
      accountCode: translator.account(account),
      taxCode: translator.taxCode({ vatCode, ratePpm: vatRatePpm, side }),
      tracking: translator.tracking(dimensions),
    })),
  }
}

async function linkTo(cx: Cx, connectionId: string, model: ModelKind, id: string): Promise<ExternalLink> {
  const externalId = await findReference(cx, { connectionId, model, subjectId: id })
  if (!externalId) throw rejected(model, `Hand ${id} over first; the vendor does not have it.`)
  return { id, externalId }
}
