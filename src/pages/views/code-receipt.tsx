import type { FC } from 'hono/jsx'
import type { Locale } from '#src/kernel/locale.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { type CodingRow, ROWS_MAX } from '../code-receipt.ts'
import type { CodingLists } from '../coding-lists.ts'
import { adjustmentFigure } from '../figure.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { Amount } from './parts.tsx'
import { Proposals, Why } from './provenance.tsx'
import type { ReceiptProps } from './receipt.tsx'
import { Refusal } from './refusal.tsx'

/** The rows of the form, and what refused them where something did. */
export interface CodingForm {
  readonly rows: readonly CodingRow[]
  readonly lists: CodingLists
  readonly problem?: Problem | undefined
  /** Rows in which something is wrong. */
  readonly wrongRows?: ReadonlySet<number>
}

interface CodeProps extends ReceiptProps {
  readonly form: CodingForm
}

/** Every line with its account, VAT code and dimensions, and the way on: one form that works without any script. */
export const CodeReceipt: FC<CodeProps> = ({ reader, receipt, form }) => {
  const { locale } = reader
  const isDraft = receipt.status === 'draft'
  const isLive = receipt.origin !== 'einvoice' && receipt.adjustments.length === 0
  return (
    <section class="card" id="coding">
      <details {...(isDraft || form.problem ? { open: true } : {})}>
        <summary>{say(locale, 'codeLines')}</summary>
        {form.problem ? <Refusal locale={locale} problem={form.problem} /> : null}
        {isDraft ? null : <p class="small soft">{say(locale, 'becomesDraft')}</p>}
        <CommandForm
          reader={reader}
          class={`coding ${isLive ? 'live' : ''}`}
          action={`/receipts/${receipt.id}/coding#coding`}
          hidden={{ seenVersion: receipt.version, rows: form.rows.length }}
        >
          {form.rows.map((row, index) => (
            <Row reader={reader} receipt={receipt} form={form} row={row} index={index} />
          ))}
          <datalist id="accounts">
            {form.lists.accounts.map(({ number, name, nameEn }) => (
              <option value={number}>{`${number} ${nameIn(locale, name, nameEn)}`}</option>
            ))}
          </datalist>
          <p class="links">
            <button class="act main" type="submit" name="act" value="submit" data-key="s">
              {say(locale, 'submitIt')} <kbd>s</kbd>
            </button>
            <button class="act" type="submit" name="act" value="keep">
              {say(locale, 'keepCoding')}
            </button>
            {receipt.origin === 'einvoice' || form.rows.length >= ROWS_MAX ? null : (
              <button class="act" type="submit" name="act" value="add">
                {say(locale, 'newLine')}
              </button>
            )}
          </p>
        </CommandForm>
      </details>
    </section>
  )
}

/** For whoever sends a receipt in and does not code it: the way on alone. */
export const SubmitReceipt: FC<ReceiptProps> = ({ reader, receipt }) => {
  const isTheirs = receipt.status === 'draft' && reader.call.actor.scopes.has('receipts:write')
  if (!isTheirs) return null
  return (
    <section class="card" id="coding">
      <CommandForm
        reader={reader}
        action={`/receipts/${receipt.id}/coding#coding`}
        hidden={{ seenVersion: receipt.version, rows: 0 }}
      >
        <button class="act main" type="submit" name="act" value="submit">
          {say(reader.locale, 'submitIt')}
        </button>
      </CommandForm>
    </section>
  )
}

const nameIn = (locale: Locale, name: string, nameEn: string | null): string =>
  locale === 'en' ? (nameEn ?? name) : name

interface RowProps extends CodeProps {
  readonly row: CodingRow
  readonly index: number
}

const lineOf = ({ receipt, row }: RowProps) =>
  row.key.startsWith('a')
    ? receipt.adjustments[Number(row.key.slice(1)) - 1]
    : receipt.lines[Number(row.key.slice(1)) - 1]

const textOf = (line: NonNullable<ReturnType<typeof lineOf>>) =>
  'description' in line ? line.description : line.reason

const figureOf = (line: NonNullable<ReturnType<typeof lineOf>>, net: string): string =>
  'kind' in line ? adjustmentFigure(line.kind, net) : net

/** Rows of the same line: its shares. */
const sharesOf = ({ form, row }: RowProps): number =>
  row.key === '' ? 1 : form.rows.filter(({ key }) => key === row.key).length

const Row: FC<RowProps> = (props) => {
  const { reader, receipt, form, row, index } = props
  const { locale } = reader
  const line = lineOf(props)
  const isShare = sharesOf(props) > 1
  const isFact = line !== undefined && !isShare && (receipt.origin === 'einvoice' || row.key.startsWith('a'))
  const field = (name: string) => `${name}${index}`
  const isWrong = form.wrongRows?.has(index) === true
  return (
    <fieldset
      class={`row ${isWrong ? 'wrong' : ''}`}
      data-line={row.key}
      data-rate={line?.vatRate ?? ''}
      {...(isShare && line ? { 'data-whole': 'net' in line ? line.net : line.amount } : {})}
    >
      <input type="hidden" name={field('key')} value={row.key} />
      <legend>
        <span>{line ? textOf(line) || say(locale, 'unnamedLine') : say(locale, 'newLine')}</span>
        {isFact ? <Amount locale={locale} amount={figureOf(line, row.net)} /> : null}
      </legend>
      {line ? null : <Text locale={locale} word="description" name={field('description')} value={row.description} />}
      {isFact ? (
        <input type="hidden" name={field('net')} value={row.net} />
      ) : (
        <Text locale={locale} word="net" name={field('net')} value={inLocale(row.net, locale)} isFigure />
      )}
      <label>
        {say(locale, 'account')}
        <input
          name={field('account')}
          value={row.account}
          list="accounts"
          maxlength={200}
          autocomplete="off"
          {...(isWrong ? { 'aria-invalid': 'true' as const } : {})}
        />
        <span class="small soft block" data-account-name>
          {nameOf(form.lists, row.account, locale)}
        </span>
      </label>
      <VatChoice locale={locale} lists={form.lists} name={field('vatCode')} value={row.vatCode} />
      <DimensionChoices locale={locale} lists={form.lists} row={row} index={index} />
      {isShare ? <output class="small doubt" data-rest={say(locale, 'leftOfLine')} /> : null}
      <RowFoot {...props} isShare={isShare} />
    </fieldset>
  )
}

/** Where the coding comes from, what else was proposed, and how the line is split. */
const RowFoot: FC<RowProps & { isShare: boolean }> = (props) => {
  const { reader, form, row, index, isShare } = props
  const line = lineOf(props)
  const isSplittable = line !== undefined && row.net !== '' && !row.key.startsWith('a')
  return (
    <div class="said">
      {line && !isShare ? <Why reader={reader} line={line} /> : null}
      <Proposals reader={reader} proposals={form.lists.proposals} row={row} index={index} />
      {isSplittable ? (
        <button class="quiet" type="submit" name="act" value={`split-${index}`}>
          {say(reader.locale, 'splitLine')}
        </button>
      ) : null}
    </div>
  )
}

/** An amount with the reader's decimal mark; what was typed stays as it was. */
const inLocale = (text: string, locale: Locale): string => (locale === 'en' ? text : text.replace('.', ','))

const nameOf = ({ accounts }: CodingLists, account: string, locale: Locale): string => {
  const found = accounts.find(({ number }) => number === account.split(/\s/)[0])
  return found ? nameIn(locale, found.name, found.nameEn) : ''
}

const Text: FC<{ locale: Locale; word: Word; name: string; value: string; isFigure?: boolean }> = ({
  locale,
  word,
  name,
  value,
  isFigure,
}) => (
  <label>
    {say(locale, word)}
    <input
      name={name}
      value={value}
      maxlength={500}
      autocomplete="off"
      data-pick={isFigure ? 'net' : 'issuer'}
      {...(isFigure ? { inputmode: 'decimal' as const, class: 'num' } : {})}
    />
  </label>
)

interface ChoiceProps {
  readonly locale: Locale
  readonly lists: CodingLists
}

const VatChoice: FC<ChoiceProps & { name: string; value: string }> = ({ locale, lists: { vatCodes }, name, value }) => (
  <label>
    {say(locale, 'vatCode')}
    <select name={name}>
      <option value="" />
      {value === '' || vatCodes.some(({ code }) => code === value) ? null : (
        <option value={value} selected>
          {value}
        </option>
      )}
      {vatCodes.map((one) => (
        <option value={one.code} selected={one.code === value} data-rate={one.rate}>
          {one.code} {nameIn(locale, one.name, one.nameEn)}
        </option>
      ))}
    </select>
  </label>
)

const BUILT_IN: Readonly<Record<string, Word>> = { department: 'department', project: 'project' }

/** A dimension that cannot be chosen here keeps what it was said to be. */
const DimensionChoices: FC<ChoiceProps & { row: CodingRow; index: number }> = ({ locale, lists, row, index }) => (
  <>
    {lists.dimensions.map(({ code, name, values }) => {
      const said = row.dimensions[code] ?? ''
      return (
        <label>
          {BUILT_IN[code] ? say(locale, BUILT_IN[code]) : name}
          <select name={`dim${index}.${code}`}>
            <option value="" />
            {said === '' || values.some((value) => value.code === said) ? null : (
              <option value={said} selected>
                {said}
              </option>
            )}
            {values.map((value) => (
              <option value={value.code} selected={value.code === said}>
                {value.code} {value.name}
              </option>
            ))}
          </select>
        </label>
      )
    })}
    {Object.entries(row.dimensions)
      .filter(([code]) => !lists.dimensions.some((one) => one.code === code))
      .map(([code, value]) => (
        <input type="hidden" name={`dim${index}.${code}`} value={value} />
      ))}
  </>
)
