import type { FC } from 'hono/jsx'
import type { Locale } from '#src/kernel/locale.ts'
import { say } from '../words.ts'
import { Document } from './layout.tsx'

interface LoginProps {
  readonly locale: Locale
  readonly email: string
  /** Where to go afterwards: a path of ours. */
  readonly next: string
  readonly problem?: string
}

export const LoginPage: FC<LoginProps> = ({ locale, email, next, problem }) => (
  <Document title={say(locale, 'logIn')} locale={locale}>
    <main class="login">
      <h1>Bilag</h1>
      {problem ? (
        <p class="note bad" role="alert">
          {problem}
        </p>
      ) : null}
      <form method="post" action="/login">
        <input type="hidden" name="next" value={next} />
        <label>
          {say(locale, 'email')}
          <input name="email" type="email" autocomplete="username" required value={email} />
        </label>
        <label>
          {say(locale, 'password')}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button type="submit" class="act main">
          {say(locale, 'logIn')}
        </button>
      </form>
    </main>
  </Document>
)
