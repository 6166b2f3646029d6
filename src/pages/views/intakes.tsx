import type { FC } from 'hono/jsx'
import type { IntakeFile, IntakeView, Outcome, RefusedMail, Way } from '#src/intake/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { FileFate, hrefOfFile } from './file-fate.tsx'
import { Filter, FilterChoice, FilterText, orAll } from './filter.tsx'
import { Frame } from './layout.tsx'
import { Next } from './parts.tsx'
import { RefusedMails } from './refused-mails.tsx'

export const WAY_WORDS = {
  mail: 'wayMail',
  mailWebhook: 'wayMail',
  upload: 'wayUpload',
  photo: 'wayPhoto',
  rest: 'wayRest',
  folder: 'wayFolder',
  network: 'wayNetwork',
} as const satisfies Record<Way, Word>

const OUTCOME_WORDS = {
  refused: 'becameRefused',
  receipt: 'becameReceipt',
  attached: 'becameAttached',
  duplicate: 'becameDuplicate',
  ignored: 'becameIgnored',
  pending: 'becameNothingYet',
} as const satisfies Partial<Record<Outcome, Word>>

export interface IntakeChoice {
  readonly text: string | undefined
  readonly way: Way | undefined
  readonly outcome: Outcome | undefined
}

interface IntakesProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly intakes: readonly IntakeView[]
  readonly refused: readonly RefusedMail[]
  readonly choice: IntakeChoice
  readonly next: string | null
}

/** Everything that came in, by whatever way, the newest first: where did the invoice go that somebody sent? */
export const IntakesPage: FC<IntakesProps> = ({ reader, waiting, intakes, refused, choice, next }) => {
  const { locale, companyId, call } = reader
  const chosen = Object.entries(choice).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return (
    <Frame title={say(locale, 'allThatCameIn')} reader={reader} section="receipts" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'allThatCameIn')}</h1>
        <a class="end" href={`/c/${companyId}/receipts`}>
          {say(locale, 'receipts')}
        </a>
        {call.actor.scopes.has('receipts:write') ? (
          <a class="act" href={`/c/${companyId}/receipts/new`}>
            {say(locale, 'newReceipt')}
          </a>
        ) : null}
      </div>
      <Choice reader={reader} choice={choice} />
      <RefusedMails reader={reader} mails={refused} />
      {intakes.length === 0 ? (
        <p class="empty">{say(locale, chosen.length > 0 ? 'nothingFound' : 'nothingCameIn')}</p>
      ) : (
        <div class="scroll">
          <table class="came">
            <thead>
              <tr>
                <th>{say(locale, 'when')}</th>
                <th>{say(locale, 'sender')}</th>
                <th>{say(locale, 'whatBecame')}</th>
              </tr>
            </thead>
            <tbody>
              {intakes.map((intake) => (
                <Arrival reader={reader} intake={intake} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Next locale={locale} query={next === null ? null : { ...Object.fromEntries(chosen), after: next }} />
    </Frame>
  )
}

const Choice: FC<{ reader: CompanyReader; choice: IntakeChoice }> = ({ reader: { locale, companyId }, choice }) => {
  const named = (words: Readonly<Record<string, Word>>) =>
    Object.entries(words).map(([value, word]) => [value, say(locale, word)] as const)
  const ways = named(WAY_WORDS).filter(([way]) => way !== 'mailWebhook')
  return (
    <Filter locale={locale} action={`/c/${companyId}/intakes`}>
      <FilterText locale={locale} word="searchArrivals" text={choice.text} />
      <FilterChoice locale={locale} word="byWay" name="way" options={orAll(locale, ways)} chosen={choice.way} />
      <FilterChoice
        locale={locale}
        word="whatBecame"
        name="outcome"
        options={orAll(locale, named(OUTCOME_WORDS))}
        chosen={choice.outcome}
      />
    </Filter>
  )
}

/** Files of one arrival that its row names; its own page has the others. */
const SHOWN = 4

/** What holds the others, and what was never a document, is not what anybody looks for, unless there is nothing else. */
function toldOf(files: readonly IntakeFile[]): readonly IntakeFile[] {
  const told = files.filter(({ outcome }) => outcome !== 'opened' && outcome !== 'ignored')
  return told.length > 0 ? told : files.filter(({ outcome }) => outcome !== 'opened')
}

const Arrival: FC<{ reader: CompanyReader; intake: IntakeView }> = ({ reader, intake }) => {
  const { locale, companyId, call } = reader
  const { id, way, sender, subject, receivedBy, receivedAt } = intake
  const files = toldOf(intake.files)
  return (
    <tr data-row>
      <td>
        <a href={`/c/${companyId}/intakes/${id}`}>{formatInstant(receivedAt, locale, call.timeZone)}</a>
        <span class="soft small block">{say(locale, WAY_WORDS[way])}</span>
      </td>
      <td>
        {sender ?? receivedBy.name}
        <span class="soft small block">{subject}</span>
      </td>
      <td>
        {files.length === 0 ? <span class="soft">{say(locale, 'heldNothing')}</span> : null}
        {files.slice(0, SHOWN).map((file) => (
          <FileLine reader={reader} file={file} />
        ))}
        {files.length > SHOWN ? (
          <a class="small" href={`/c/${companyId}/intakes/${id}`}>
            + {files.length - SHOWN}
          </a>
        ) : null}
      </td>
    </tr>
  )
}

const FileLine: FC<{ reader: CompanyReader; file: IntakeFile }> = ({ reader, file }) => {
  const href = hrefOfFile(reader, file)
  return (
    <div class="fate">
      <span class="name">{href ? <a href={href}>{file.name}</a> : file.name}</span>
      <span class="became">
        <FileFate reader={reader} file={file} />
      </span>
    </div>
  )
}
