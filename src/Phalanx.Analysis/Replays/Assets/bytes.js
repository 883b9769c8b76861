// Reads numbers out of bytes: little-endian, whole numbers in groups of seven bits.
class Bytes {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  get left() { return this.bytes.length - this.at; }

  take(count) {
    if (count > this.left) throw new RangeError("the record ends too soon");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  byte() { return this.take(1)[0]; }

  u32() { this.take(4); return this.view.getUint32(this.at - 4, true); }

  u64() { this.take(8); return Number(this.view.getBigUint64(this.at - 8, true)); }

  f32() { this.take(4); return this.view.getFloat32(this.at - 4, true); }

  varint() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (this.at >= this.bytes.length) throw new RangeError("the record ends too soon");
      const next = this.bytes[this.at++];
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
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
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
