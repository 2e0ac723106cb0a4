/** One field of a document inside its bytes: `[start, end)` spans type byte, name and value. */
interface Element {
  /** The name's UTF-8 bytes read as latin1, so that names compare without decoding. */
  name: string;
  start: number;
  end: number;
}

/** Where the value of the given BSON type, starting at `at`, ends. */
function valueEnd(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01: // double
    case 0x09: // date
    case 0x11: // timestamp
    case 0x12: // int64
      return at + 8;
    case 0x02: // string
    case 0x0d: // code
    case 0x0e: // symbol
      return at + 4 + bytes.readInt32LE(at);
    case 0x03: // document
    case 0x04: // array
    case 0x0f: // code with scope
      return at + bytes.readInt32LE(at);
    case 0x05: // binary
      return at + 5 + bytes.readInt32LE(at);
    case 0x07: // ObjectId
      return at + 12;
    case 0x08: // boolean
      return at + 1;
    case 0x0b: // regular expression: two C strings
      return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
    case 0x0c: // DBPointer
      return at + 4 + bytes.readInt32LE(at) + 12;
    case 0x10: // int32
      return at + 4;
    case 0x13: // decimal128
      return at + 16;
    default: // null, undefined, MinKey, MaxKey
      return at;
  }
}

/** The top-level fields of a document, in order, without decoding any value. */
export function* elementsOf(bytes: Buffer): Generator<Element> {
  let start = 4;
  while (bytes[start] !== 0) {
    let nameEnd = start + 1;
    while (bytes[nameEnd] !== 0) nameEnd++;
    const end = valueEnd(bytes, bytes[start]!, nameEnd + 1);
    yield { name: bytes.toString('latin1', start + 1, nameEnd), start, end };
    start = end;
  }
}

/** Field names in the form {@link Element} carries them. */
export function nameSet(names: Iterable<string>): Set<string> {
  return new Set(Array.from(names, (name) => Buffer.from(name).toString('latin1')));
}
