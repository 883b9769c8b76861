using System.IO.Compression;
using System.Text.Json.Nodes;
using Phalanx.Foundation;

namespace Phalanx.Testing;

/// <summary>
/// Records that are damaged: half of them in the bytes of the file, where checksums find it, and half in what those seal - the header, the index, the
/// sections of an episode - after which everything is sealed again, so that a reader comes as far as the damage.
/// </summary>
/// <param name="whole">Whole records, that are damaged.</param>
internal sealed class HostileRecords(IReadOnlyList<byte[]> whole)
{
    private const int Preamble = 16;
    private const byte Header = 1;
    private const byte Episode = 2;
    private const byte Index = 3;

    private static readonly (string List, string Element)[] Growths =
    [
        ("items", """{"role":"agent","shape":"disc","size":1}"""), ("strings", "\"\""), ("strings", "\"a\""), ("event_kinds", "\"a\""), ("bars", """{"name":"","max":1}"""), ("statistics", "0"),
    ];

    /// <summary>The record of a number, the same whenever it is asked for.</summary>
    public byte[] this[int number]
    {
        get
        {
            var random = new Random(number);
            byte[] source = whole[random.Next(whole.Count)];
            return IsSealed(number) ? Sealed(source, random) : HostileBytes.Changed(source, random);
        }
    }

    /// <summary>Whether the checksums of a record are those of what is in it.</summary>
    public static bool IsSealed(int number) => number % 2 == 1;

    private static byte[] Sealed(byte[] source, Random random)
    {
        List<byte[]> parts = PartsOf(source);
        byte kind = random.Next(16) switch { < 2 => Header, < 3 => Index, _ => Episode };
        int[] places = [.. Enumerable.Range(0, parts.Count).Where(place => parts[place][0] == kind)];
        int chosen = places.Length > 0 ? places[random.Next(places.Length)] : 0;
        byte[] content = parts[chosen][1..];
        parts[chosen] = parts[chosen][0] == Episode
            ? [Episode, .. OfEpisode(content, random)]
            : [parts[chosen][0], .. random.Next(4) == 0 ? HostileBytes.Changed(content, random) : HostileBytes.ChangedJson(content, random)];
        Rearrange(parts, random);
        if (kind != Index && random.Next(10) > 0)
        {
            Reindex(parts);
        }

        return [.. source[..Preamble], .. parts.SelectMany(part => RecordFraming.Frame(part))];
    }

    private static byte[] OfEpisode(byte[] content, Random random)
    {
        switch (random.Next(12))
        {
            case 0:
                return [.. content[..sizeof(uint)], .. HostileBytes.Changed(content[sizeof(uint)..], random)];
            case 1:
                return [.. HostileBytes.Extreme(random), .. content[sizeof(uint)..]];
            default:
                using (var inflating = new ZLibStream(new MemoryStream(content[sizeof(uint)..]), CompressionMode.Decompress))
                using (var inflated = new MemoryStream())
                {
                    inflating.CopyTo(inflated);
                    return Deflated(OfSections(inflated.ToArray(), random));
                }
        }
    }

    private static byte[] OfSections(byte[] inflated, Random random)
    {
        if (random.Next(8) == 0)
        {
            return HostileBytes.Changed(inflated, random);
        }

        List<(byte Tag, byte[] Content)> sections = [];
        for (int at = 0; at < inflated.Length;)
        {
            int length = BitConverter.ToInt32(inflated, at + 1);
            sections.Add((inflated[at], inflated[(at + 5)..(at + 5 + length)]));
            at += 5 + length;
        }

        // Frames, values and events stand behind what is soon refused, and have more to go wrong.
        int chosen = Math.Max(random.Next(sections.Count), random.Next(sections.Count));
        (byte tag, byte[] content) = sections[chosen];
        bool json = tag <= 2;
        sections[chosen] = (tag, random.Next(16) switch
        {
            0 => HostileBytes.Changed(content, random),
            1 when json => Grown(content, random),
            _ => json ? HostileBytes.ChangedJson(content, random) : HostileBytes.Changed(content, random, sameLength: random.Next(4) > 0),
        });
        if (random.Next(12) == 0)
        {
            sections.RemoveAt(random.Next(sections.Count));
        }

        return [.. sections.SelectMany(section => (byte[])[section.Tag, .. BitConverter.GetBytes(section.Content.Length), .. section.Content])];
    }

    private static byte[] Grown(byte[] json, Random random)
    {
        (string list, string element) = Growths[random.Next(Growths.Length)];
        return HostileBytes.GrownJson(json, list, element, random.Next(1, 30_000));
    }

    private static void Rearrange(List<byte[]> parts, Random random)
    {
        int place = random.Next(parts.Count);
        switch (random.Next(24))
        {
            case 0:
                parts.Insert(place, parts[random.Next(parts.Count)]);
                break;
            case 1:
                parts.RemoveAt(place);
                break;
            case 2:
                parts.Insert(place, [(byte)random.Next(256), 1, 2, 3]);
                break;
            default:
                break;
        }
    }

    /// <summary>Lets the index name the places at which the episodes stand now.</summary>
    private static void Reindex(List<byte[]> parts)
    {
        if (parts.Count == 0 || parts[^1] is not [Index, ..] || JsonNode.Parse(parts[^1].AsSpan(1))?["episodes"] is not JsonArray entries)
        {
            return;
        }

        long at = Preamble;
        int episode = 0;
        foreach (byte[] part in parts)
        {
            long length = part.Length + RecordFraming.Overhead;
            if (part[0] == Episode && episode < entries.Count)
            {
                (entries[episode]!["offset"], entries[episode]!["length"]) = (at, length);
                episode++;
            }

            at += length;
        }

        parts[^1] = [Index, .. System.Text.Encoding.UTF8.GetBytes(entries.Root.ToJsonString())];
    }

    private static List<byte[]> PartsOf(byte[] source)
    {
        using var stream = new MemoryStream(source) { Position = Preamble };
        List<byte[]> parts = [];
        while (RecordFraming.Read(stream, int.MaxValue, out byte[] data) == RecordState.Whole)
        {
            parts.Add(data);
        }

        return parts;
    }

    private static byte[] Deflated(byte[] sections)
    {
        using var payload = new MemoryStream();
        payload.Write(BitConverter.GetBytes(sections.Length));
        using (var deflating = new ZLibStream(payload, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflating.Write(sections);
        }

        return payload.ToArray();
    }
}
