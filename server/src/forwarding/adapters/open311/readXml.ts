import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element: its text, or its elements by name. */
export interface Element {
  text: string;
  children: { name: string; element: Element }[];
}

type Parsed = Record<string, Parsed[] | string>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
});

/**
 * The root element of a document. Documents that declare anything of their own (DOCTYPE) are not read: the five entities
 * of XML and characters by number are all there is, so nothing can expand and nothing is fetched.
 * @throws when it is not well-formed
 */
export function readXml(text: string): { name: string; element: Element } {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Error('a document type is declared');
  if (XMLValidator.validate(text) !== true) throw new Error('not well-formed');
  const roots = childrenOf(parser.parse(text) as Parsed[]);
  const [root] = roots;
  if (!root || roots.length > 1) throw new Error('not one root element');
  return root;
}

const childrenOf = (nodes: Parsed[]): Element['children'] =>
  nodes.flatMap((node) =>
    Object.entries(node)
      .filter((entry): entry is [string, Parsed[]] => !entry[0].startsWith('#') && Array.isArray(entry[1]))
      .map(([name, inner]) => ({ name, element: { text: textOf(inner), children: childrenOf(inner) } })),
  );

const textOf = (nodes: Parsed[]): string =>
  nodes
    .map((node) => {
      if (typeof node['#text'] === 'string') return unescaped(node['#text']);
      const raw = node['#cdata'];
      return Array.isArray(raw) ? raw.map((inner) => String(inner['#text'] ?? '')).join('') : '';
    })
    .join('');

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return named[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
