/** Words that a line of an address has, folded. */
export const ADDRESS_WORDS: ReadonlySet<string> = new Set(
  (
    'street road avenue ave lane drive boulevard blvd highway suite floor building level unit block blk lot zip ' +
    'jalan jln lorong taman tmn bandar bdr kampung kg seksyen persiaran mukim kawasan perindustrian daerah lebuh batu off pt ptd ground darul ' +
    'gate gata gatan vei veien veg vegen vag vagen vej vejen postboks postbox box po sentrum boks etage ' +
    'strasse str platz weg allee gasse postfach rue boulevard place chemin quai cedex bp bis straat laan plein kade weg postbus ' +
    'calle via viale corso piazza avenida avda plaza paseo rua travessa praca largo ulica ul al'
  ).split(' '),
)

/** "Storgata 12", "Hauptstraße 5a", "Kalverstraat 10". */
export const STREET =
  /\p{L}+(?:gata|gate|gaten|gatan|veien|vei|vegen|veg|vägen|vaegen|väg|vej|vejen|straße|strasse|str\.|straat|laan|weg|plein|kade|allé|platz|gasse)\s+\d/iu

/** A street without its number in a line of its own. */
export const LONE_STREET =
  /^\p{Lu}\p{L}{2,}(?:straße|strasse|gata|gaten|gatan|veien|vegen|vägen|vejen|straat|laan|allee)$/u

/** A postal code before or after a place: "0155 Oslo", "SE-111 22 Stockholm", "43200 Cheras", "3012 CN Rotterdam". */
export const POSTCODE =
  /(?:^|[\s,])(?:[A-Z]{1,2}-)?(?:\d{4,6}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3}\s\d{2}|\d{4}\s?[A-Z]{2})[\s,]+[[(]?\p{L}{3,}|\p{L}{3,}[\s,]+(?:[A-Z]{2}\s)?\d{5}(?:-\d{4})?(?:$|[\s,.])|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s[\dO][A-Z\d]{2}\b/u

/** How an address begins in places where the house comes first: "NO.53", "LOT 276", "12, JALAN ...". */
export const HOUSE =
  /^(?:no\s?[.:]?\s?\d|lot\b|level\b|\d+[a-z]?\s?[,&]\s?|g\s?-\s?\d|[a-z]{0,2}-?\d{1,3}[-,]\d|unit\b|suite\b|p\.?\s?o\.?\s?box)/iu
