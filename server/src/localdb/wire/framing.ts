const SMALLEST_MESSAGE = 16;
const LARGEST_MESSAGE = 50_000_000;

/** Cuts a byte stream into messages by their leading length. Chunks are joined once per message, not once per packet. */
export class Framer {
  private chunks: Buffer[] = [];
  private size = 0;

  /** Takes the next bytes, returns the messages they complete. Throws when the stream cannot be this protocol. */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const messages: Buffer[] = [];
    for (;;) {
      if (this.size < 4) return messages;
      if (this.chunks[0]!.length < 4) this.join();
      const length = this.chunks[0]!.readInt32LE(0);
      if (length < SMALLEST_MESSAGE || length > LARGEST_MESSAGE) throw new Error(`bad message length ${length}`);
      if (this.size < length) return messages;
      const all = this.join();
      messages.push(all.subarray(0, length));
      this.chunks = all.length > length ? [all.subarray(length)] : [];
      this.size = all.length - length;
    }
  }

  private join(): Buffer {
    const all = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }
}
