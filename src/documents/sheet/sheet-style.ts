/** Style of an invoice as a page: paper on every screen, one column on a phone, A4 in print. */
export const SHEET_STYLE = `
:root { color-scheme: light; --ink: #1c1f21; --soft: #5b6166; --line: #dcd9d2; --wash: #f5f3ef; --accent: #0b5d4c; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; background: #fff; }
body { margin: 0; color: var(--ink); font: 400 14px/1.5 Inter, system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
main { max-width: 56rem; margin: 0 auto; padding: clamp(1rem, 4vw, 2.4rem); }
h1, h2, p, dl, dd, ul, address { margin: 0; }
h1 { font-size: 1.55rem; line-height: 1.2; letter-spacing: -.015em; font-weight: 640; color: var(--accent); margin-bottom: .6rem; }
h2, th { font-size: .78rem; font-weight: 600; color: var(--soft); }
h2 { margin-bottom: .25rem; }
address { font-style: normal; }
address b { font-weight: 640; }
address span, address b { display: block; }
.from b { font-size: 1.15rem; letter-spacing: -.01em; }
.soft { color: var(--soft); font-size: .86rem; }
.head { display: grid; grid-template-columns: 1fr minmax(15rem, 22rem); gap: 1.4rem 2.5rem; margin-bottom: 1.6rem; }
.what { order: 1; }
.who { display: grid; gap: 1.4rem; align-content: start; }
.blocks { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem 2rem; margin-bottom: 1.4rem; }
.facts { display: grid; grid-template-columns: auto 1fr; gap: .1rem 1rem; font-size: .92rem; }
.facts dt { color: var(--soft); }
.facts dd, .num { font-variant-numeric: tabular-nums; }
.note { white-space: pre-line; margin-bottom: .6rem; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: bottom; }
td { padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.num { text-align: right; }
th:last-child, td:last-child { padding-right: 0; }
td.num { white-space: nowrap; overflow-wrap: normal; }
td.price, td.rate { white-space: normal; }
.lines { margin-top: 1rem; }
.lines td:first-child { min-width: 40%; }
.detail { display: block; color: var(--soft); font-size: .86rem; white-space: pre-line; }
.small { display: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.totals { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem 2.5rem; align-items: start; margin: 1.2rem 0 1.6rem; }
.totals td, .totals th { padding-block: .2rem; font-size: .92rem; border-bottom: 0; }
.totals th { font-size: .78rem; }
.sums th { font: inherit; font-size: .92rem; color: inherit; font-weight: 400; }
.sums tfoot th, .sums tfoot td { border-top: 2px solid var(--accent); padding-top: .5rem; font-size: 1.2rem; font-weight: 640; }
.pay { background: var(--wash); border-left: 3px solid var(--accent); padding: .9rem 1.1rem; margin-bottom: .8rem; display: flex; flex-wrap: wrap; gap: 1rem 1.6rem; }
.pay > div { flex: 1 1 16rem; }
.pay dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .6rem 1.2rem; }
.pay dt { font-size: .78rem; color: var(--soft); }
.pay dd { font-weight: 620; font-size: 1.05rem; font-variant-numeric: tabular-nums; }
.pay .soft { margin-top: .6rem; }
figure { margin: 0; width: 7.5rem; }
figure svg { display: block; width: 100%; background: #fff; }
figcaption { font-size: .78rem; color: var(--soft); }
.rest { margin-top: 1.2rem; }
.rest p, .rest li { white-space: pre-line; }
ul { padding: 0; list-style: none; }
li { padding: .1rem 0; }
a { color: var(--accent); text-underline-offset: 3px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .7rem; color: var(--soft); font-size: .8rem; display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; }
@media (max-width: 40rem) {
  .head, .totals { grid-template-columns: 1fr; }
  .what { order: 0; }
  .wide { display: none; }
  .small { display: block; }
  .rest a, footer a { display: inline-block; min-height: 44px; line-height: 44px; }
}
@media print {
  @page { size: A4; margin: 16mm 16mm 18mm; }
  body { font-size: 9.5pt; }
  main { padding: 0; max-width: none; }
  tr, .pay, .totals { break-inside: avoid; }
  .pay, th { print-color-adjust: exact; }
  a { color: inherit; text-decoration: none; }
  .screen { display: none; }
}
`
