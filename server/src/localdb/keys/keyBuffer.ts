/** A growing byte buffer for building keys. One is shared by all encoders: key building never yields. */
export class KeyBuffer {
  private bytes = Buffer.allocUnsafe(64 * 1024);
  length = 0;

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(bigger, 0, 0, this.length);
    this.bytes = bigger;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  uint16(value: number): void {
    this.reserve(2);
    this.length = this.bytes.writeUInt16BE(value, this.length);
  }

  uint32(value: number): void {
    this.reserve(4);
    this.length = this.bytes.writeUInt32BE(value, this.length);
  }

  raw(value: Uint8Array): void {
    this.reserve(value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  /** UTF-8, whose byte order is code point order; 00 is escaped as 00 FF and the end is 00 01. */
  text(value: string): void {
    const size = Buffer.byteLength(value);
    this.reserve(size * 2 + 2);
    if (value.includes('\0')) {
      for (const byte of Buffer.from(value)) {
        this.bytes[this.length++] = byte;
        if (byte === 0) this.bytes[this.length++] = 0xff;
      }
    } else {
      this.length += this.bytes.write(value, this.length, 'utf8');
    }
    this.bytes[this.length++] = 0;
    this.bytes[this.length++] = 1;
  }

  /** IEEE double in numeric order; NaN is all zero, before every number, and -0 equals 0. */
  double(value: number): void {
    this.reserve(8);
    const at = this.length;
    this.length += 8;
    if (Number.isNaN(value)) {
      this.bytes.fill(0, at, at + 8);
      return;
    }
    this.bytes.writeDoubleBE(value === 0 ? 0 : value, at);
    if (this.bytes[at]! & 0x80) this.invert(at);
    else this.bytes[at]! |= 0x80;
  }

  /** Turns everything from `start` on into its complement: the same bytes in descending order. */
  invert(start: number): void {
    for (let i = start; i < this.length; i++) this.bytes[i]! ^= 0xff;
  }

  /** The bytes from `start` on, valid until the next write. */
  view(start: number): Buffer {
    return this.bytes.subarray(start, this.length);
  }

  /** The bytes from `start` on, for keeping. */
  copy(start = 0): Buffer {
    return Buffer.from(this.view(start));
  }
}
