const SMALLEST_MESSAGE = 16;
const SMALLEST_ROOM = 4096;
const NOTHING = Buffer.alloc(0);

/**
 * Cuts a byte stream into messages by their leading length. It holds at most twice what has arrived of a message,
 * however small the pieces, and nothing for what a length only announces.
 */
export class Framer {
  private bytes: Buffer = NOTHING;
  private start = 0;
  private end = 0;

  /** Takes the next bytes. */
  push(chunk: Buffer): void {
    if (this.start === this.end) {
      this.bytes = chunk;
      this.start = 0;
      this.end = chunk.length;
      return;
    }
    // Messages handed out share the bytes before `start`: those are never written again.
    if (this.end + chunk.length > this.bytes.length) this.grow(chunk.length);
    this.end += chunk.copy(this.bytes, this.end);
  }

  /** The next whole message, if it has arrived. Throws when the stream cannot be this protocol, or has one too large. */
  next(largest: number): Buffer | undefined {
    const held = this.end - this.start;
    if (held < 4) return undefined;
    const length = this.bytes.readInt32LE(this.start);
    if (length < SMALLEST_MESSAGE || length > largest) throw new Error(`bad message length ${length}`);
    if (held < length) return undefined;
    const message = this.bytes.subarray(this.start, this.start + length);
    this.start += length;
    if (this.start === this.end) {
      this.bytes = NOTHING;
      this.start = 0;
      this.end = 0;
    }
    return message;
  }

  private grow(more: number): void {
    const held = this.end - this.start;
    const room = Buffer.allocUnsafeSlow(Math.max(SMALLEST_ROOM, 2 * held, held + more));
    this.bytes.copy(room, 0, this.start, this.end);
    this.bytes = room;
    this.start = 0;
    this.end = held;
  }
}
