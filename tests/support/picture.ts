// Pictures as pixels, and as PNG files that are small enough to be kept with the sources.
import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** Eight bits each of red, green, blue and an alpha that says nothing: row by row. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}

export const readPng = (png: Buffer): Picture => PNG.sync.read(png);

/** A PNG with at most 256 colours, each of which is hardly another than the one that it stands for. */
export const smallPng = ({ width, height, data }: Picture): Buffer => {
  const { colours, indexOf } = fewColours(data);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Each row begins with a 0: its bytes stand as they are.
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(data, (y * width + x) * 4))!;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which are the number of a colour.
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const chunk = (name: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
};

/** One number for a colour. */
const colourAt = (data: Uint8Array, at: number): number =>
  data[at]! * 65_536 + data[at + 1]! * 256 + data[at + 2]!;

const channelsOf = (colour: number): [number, number, number] => [
  colour >> 16,
  (colour >> 8) & 255,
  colour & 255,
];

/** The colours that are seen most stand for those that are close to them: as close as leaves no more than 256. */
const fewColours = (data: Uint8Array): { colours: number[]; indexOf: Map<number, number> } => {
  const counted = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = colourAt(data, at);
    counted.set(colour, (counted.get(colour) ?? 0) + 1);
  }
  const mostFirst = [...counted].sort(([, one], [, other]) => other - one).map(([c]) => c);
  for (let within = 3; ; within += 1) {
    const colours: number[] = [];
    const indexOf = new Map<number, number>();
    for (const colour of mostFirst) {
      const near = colours.findIndex((other) => distance(colour, other) <= within);
      indexOf.set(colour, near === -1 ? colours.push(colour) - 1 : near);
      if (colours.length > 256) break;
    }
    if (colours.length <= 256) return { colours, indexOf };
  }
};

const distance = (one: number, other: number): number => {
  const [red, green, blue] = channelsOf(one);
  const [otherRed, otherGreen, otherBlue] = channelsOf(other);
  return Math.max(
    Math.abs(red - otherRed),
    Math.abs(green - otherGreen),
    Math.abs(blue - otherBlue),
  );
};
