using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Learning.Tests.Recording;

/// <summary>A record with one episode that is as large as the limits let it be. It is sound, but for the end, which it does not have.</summary>
internal static class LargestRecord
{
    public const int Items = RecordLimits.Items;

    /// <summary>Random bytes do not deflate, and become a little more; with these the frame comes near its limit.</summary>
    private const int Random = 57 << 20;

    private const byte UnknownTag = 200;

    public static void Write(string path)
    {
        RecordHeader header = new GeneratedRecord(17).Header;
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, RecordJson.Default.RecordHeader);
        using FileStream file = File.Create(path);
        file.Write(RecordFormat.Preamble());
        file.Write(RecordFraming.Frame([RecordFormat.HeaderKind, .. json]));
        file.Write(RecordFraming.Frame(Payload(header)));
    }

    private static byte[] Payload(RecordHeader header)
    {
        using var payload = new MemoryStream(RecordLimits.Framed);
        payload.Write([RecordFormat.EpisodeKind, .. BitConverter.GetBytes(RecordLimits.Inflated)]);
        using (var deflating = new ZLibStream(payload, CompressionLevel.Fastest, leaveOpen: true))
        {
            string statistics = string.Join(',', header.Statistics.Select(_ => "0"));
            int written = Section(deflating, 1, Encoding.UTF8.GetBytes($$"""{"number":0,"seed":"1","steps":1,"return":0,"end":"terminated","statistics":[{{statistics}}]}"""))
                + Section(deflating, 2, Cast())
                + Section(deflating, 3, Frames())
                + Section(deflating, 8, new byte[sizeof(float)]);
            int rest = RecordLimits.Inflated - written - 5;
            deflating.Write([UnknownTag, .. BitConverter.GetBytes(rest)]);
            byte[] some = new byte[1 << 20];
            var random = new Random(1);
            for (int at = 0; at < rest; at += some.Length)
            {
                if (at < Random)
                {
                    random.NextBytes(some);
                }
                else
                {
                    Array.Clear(some);
                }

                deflating.Write(some.AsSpan(0, Math.Min(some.Length, rest - at)));
            }
        }

        return payload.ToArray();
    }

    /// <summary>As many items and strings as there may be, in JSON that is nearly as long as it may be.</summary>
    private static byte[] Cast()
    {
        const string Item = """{"role":"agent","shape":"disc","size":1,"bars":[{"name":"h","max":1},{"name":"s","max":1}]}""";
        string strings = string.Concat(Enumerable.Repeat(",\"abc\"", RecordLimits.JsonList - 1));
        string items = string.Concat(Enumerable.Repeat(Item + ",", Items - 1)) + Item;
        return Encoding.UTF8.GetBytes($$"""{"board":{"width":1,"height":1,"grid":true,"grain":1},"strings":[""{{strings}}],"items":[{{items}}]}""");
    }

    /// <summary>A frame in which everything appears, and one in which nothing changes.</summary>
    private static byte[] Frames()
    {
        List<byte> frames = [.. Varint(Items)];
        for (int item = 0; item < Items; item++)
        {
            frames.AddRange([.. Varint(item), 32, 1]);
        }

        return [.. frames, 0, 0, 0];
    }

    private static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static int Section(Stream stream, byte tag, byte[] content)
    {
        stream.Write([tag, .. BitConverter.GetBytes(content.Length), .. content]);
        return 5 + content.Length;
    }
}
