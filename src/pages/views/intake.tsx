import type { FC } from 'hono/jsx'
import type { IntakeFile, IntakeView } from '#src/intake/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { Problem } from '#src/kernel/problem.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { FileFate, hrefOfFile } from './file-fate.tsx'
import { WAY_WORDS } from './intakes.tsx'
import { Fact, Frame } from './layout.tsx'
import { Facts } from './parts.tsx'
import { Refusal } from './refusal.tsx'

interface IntakeProps {
  readonly reader: CompanyReader
  readonly intake: IntakeView
}

interface IntakePageProps extends IntakeProps {
  readonly waiting: number
  readonly problem: Problem | undefined
}

/** What came in, and what became of each file. While files wait the page asks again by itself. */
export const IntakePage: FC<IntakePageProps> = ({ reader, waiting, intake, problem }) => {
  const { locale, companyId } = reader
  const isOver = intake.status === 'sorted'
  return (
    <Frame
      title={say(locale, 'cameIn')}
      reader={reader}
      section="receipts"
      waiting={waiting}
      refreshSeconds={isOver ? null : 3}
    >
      <div class="head">
        <h1>{intake.subject ?? say(locale, 'cameIn')}</h1>
        <a class="end" href={`/c/${companyId}/intakes`}>
          {say(locale, 'allThatCameIn')}
        </a>
      </div>
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      {isOver ? null : (
        <p class="note" role="status">
          {say(locale, 'stillSorting')}
        </p>
      )}
      <ArrivalFacts reader={reader} intake={intake} />
      <ul class="arrived">
        {inTree(intake.files).map((file) => (
          <FileRow reader={reader} file={file} />
        ))}
      </ul>
      <p class="more">
        <a class="act" href={`/c/${companyId}/receipts/new`}>
          {say(locale, 'another')}
        </a>
      </p>
    </Frame>
  )
}

/** Each file below what it was in. */
function inTree(files: readonly IntakeFile[], parentId: string | null = null): IntakeFile[] {
  return files.filter((file) => file.parentId === parentId).flatMap((file) => [file, ...inTree(files, file.id)])
}

const ArrivalFacts: FC<IntakeProps> = ({ reader, reader: { locale, companyId, call }, intake }) => {
  const { way, sender, recipient, receivedBy, receivedAt, documentId, authentication } = intake
  const verdicts = authentication && `SPF ${authentication.spf} · DKIM ${authentication.dkim}`
  return (
    <Facts>
      <Fact locale={locale} word="when">
        {formatInstant(receivedAt, locale, call.timeZone)}
      </Fact>
      <Fact locale={locale} word="byWay">
        {say(locale, WAY_WORDS[way])}
      </Fact>
      <Fact locale={locale} word="sender">
        {sender}
      </Fact>
      <Fact locale={locale} word="sentTo">
        {recipient}
      </Fact>
      <Fact locale={locale} word="enteredBy">
        {receivedBy.name}
      </Fact>
      <Fact locale={locale} word="senderChecked">
        {authentication && authentication.checkedBy !== 'nobody' ? `${verdicts} · DMARC ${authentication.dmarc}` : null}
      </Fact>
      <Fact locale={locale} word="original">
        {documentId && reader.call.actor.scopes.has('documents:read') ? (
          <a href={`/c/${companyId}/documents/${documentId}`}>
            {say(locale, way === 'mail' || way === 'mailWebhook' ? 'keptMail' : 'downloadOriginal')}
          </a>
        ) : null}
      </Fact>
    </Facts>
  )
}

const FileRow: FC<{ reader: CompanyReader; file: IntakeFile }> = ({ reader, reader: { locale }, file }) => {
  const { id, intakeId, name, outcome, depth, code, detail } = file
  const href = hrefOfFile(reader, file)
  const mayWrite = reader.call.actor.scopes.has('receipts:write')
  const isTaken = mayWrite && (outcome === 'ignored' || outcome === 'attached' || code === 'mail_without_document')
  const isRetried = mayWrite && outcome === 'refused' && !isTaken
  return (
    <li class={`card deep${Math.min(depth, 4)}`} data-row>
      <div>
        {href ? <a href={href}>{name}</a> : name}
        {detail ? (
          <span class="soft small block" lang="en">
            {detail}
          </span>
        ) : null}
      </div>
      <div class="end">
        <FileFate reader={reader} file={file} />
      </div>
      {isTaken ? (
        <CommandForm reader={reader} action={`/intakes/${intakeId}/files/${id}/receipts`}>
          <button class="act" type="submit">
            {say(locale, 'makeReceipt')}
          </button>
        </CommandForm>
      ) : null}
      {isRetried ? (
        <CommandForm reader={reader} action={`/intakes/${intakeId}/files/${id}/retries`}>
          <button class="act" type="submit">
            {say(locale, 'tryAgain')}
          </button>
        </CommandForm>
      ) : null}
    </li>
  )
}
