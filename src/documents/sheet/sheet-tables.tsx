import type { FC } from 'hono/jsx'
import type { Fact, LineTexts, Sheet } from './sheet.ts'

const FIGURES = ['quantity', 'unitPrice', 'vat'] as const satisfies readonly (keyof LineTexts)[]
const CLASSES = { quantity: 'num wide', unitPrice: 'num wide price', vat: 'num wide rate' } as const

export const Lines: FC<{ sheet: Sheet }> = ({ sheet: { columns, lines, title } }) => (
  <table class="lines">
    <caption class="hidden">{title}</caption>
    <thead>
      <tr>
        <th scope="col">{columns.description}</th>
        {FIGURES.map((name) => (
          <th scope="col" class="num wide">
            {columns[name]}
          </th>
        ))}
        <th scope="col" class="num">
          {columns.net}
        </th>
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <tr>
          <td>
            {line.id === '' ? null : <span class="soft">{line.id} </span>}
            {line.description}
            {line.details.map((detail) => (
              <span class="detail">{detail}</span>
            ))}
            <span class="small soft">
              {[[line.quantity, line.unitPrice].filter(Boolean).join(' × '), line.vat].filter(Boolean).join(' · ')}
            </span>
          </td>
          {FIGURES.map((name) => (
            <td class={CLASSES[name]}>{line[name]}</td>
          ))}
          <td class="num">{line.net}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

export const Totals: FC<{ sheet: Sheet }> = ({ sheet: { vat, sums, payable, title } }) => (
  <div class="totals">
    {vat.rows.length === 0 ? (
      <div />
    ) : (
      <table>
        <caption class="hidden">{vat.heading}</caption>
        <thead>
          <tr>
            <th scope="col">{vat.heading}</th>
            <th scope="col" class="num">
              {vat.columns.basis}
            </th>
            <th scope="col" class="num">
              {vat.columns.vat}
            </th>
          </tr>
        </thead>
        <tbody>
          {vat.rows.map(({ rate, basis, vat: sum, reason }) => (
            <tr>
              <td>
                {rate}
                {reason === '' ? null : <span class="detail">{reason}</span>}
              </td>
              <td class="num">{basis}</td>
              <td class="num">{sum}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <table class="sums">
      <caption class="hidden">{title}</caption>
      <tbody>
        {sums.map((fact) => (
          <Sum fact={fact} />
        ))}
      </tbody>
      <tfoot>
        <Sum fact={payable} />
      </tfoot>
    </table>
  </div>
)

const Sum: FC<{ fact: Fact }> = ({ fact: { label, value } }) => (
  <tr>
    <th scope="row">{label}</th>
    <td class="num">{value}</td>
  </tr>
)
