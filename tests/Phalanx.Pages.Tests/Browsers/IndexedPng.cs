using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Phalanx.Pages.Tests.Browsers;

/// <summary>A picture of at most 256 colours as a PNG file: a screenshot of a page needs no more, and takes a third of the bytes so.</summary>
internal static class IndexedPng
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes it.</summary>
    /// <param name="width">Its width in points.</param>
    /// <param name="palette">Its colours, three bytes for each.</param>
    /// <param name="points">For every point, row by row, which colour it has.</param>
    public static byte[] Of(int width, byte[] palette, byte[] points)
    {
        int height = points.Length / width;
        using var png = new MemoryStream();
        png.Write(Signature);
        byte[] head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 3);
        AddChunk(png, "IHDR", head);
        AddChunk(png, "PLTE", palette);
        using (var deflated = new MemoryStream())
        {
            using (var zlib = new ZLibStream(deflated, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                for (int row = 0; row < height; row++)
                {
                    zlib.WriteByte(0); // every row as it is
                    zlib.Write(points, row * width, width);
                }
            }

            AddChunk(png, "IDAT", deflated.ToArray());
        }

        AddChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void AddChunk(MemoryStream png, string kind, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. content];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(named));
        png.Write(number);
    }

    // CRC-32 as PNG wants it.
    private static uint Checksum(byte[] bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte next in bytes)
        {
            sum ^= next;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }
        }

        return ~sum;
    }
}
