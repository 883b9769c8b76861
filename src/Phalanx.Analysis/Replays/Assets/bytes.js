// Reads numbers out of bytes: little-endian, whole numbers in groups of seven bits.
class Bytes {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  get left() { return this.bytes.length - this.at; }

  // Goes on by so many bytes, and gives where they begin.
  pass(count) {
    if (count > this.left) throw new RangeError("the record ends too soon");
    this.at += count;
    return this.at - count;
  }

  take(count) { return this.bytes.subarray(this.pass(count), this.at); }

  byte() { return this.bytes[this.pass(1)]; }

  u32() { return this.view.getUint32(this.pass(4), true); }

  u64() { return Number(this.view.getBigUint64(this.pass(8), true)); }

  f32() { return this.view.getFloat32(this.pass(4), true); }

  varint() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = this.byte();
      value += (next & 127) * scale;
      if (next < 128) return value;
    }
  }

  signed() {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }
}

function bytesOfBase64(text) {
  return Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
}

function singles(section) {
  return section ? new Float32Array(section.slice().buffer) : null;
}

function jsonOf(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function inflate(bytes) {
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}
