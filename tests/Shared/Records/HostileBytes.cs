using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Phalanx.Testing;

/// <summary>Changes of bytes and of JSON, by chance and by intent: what a broken disk does, and what somebody does who wants a reader to fail.</summary>
internal static partial class HostileBytes
{
    private static readonly uint[] Extremes = [0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FC0_0000, 0xFF80_0000];

    private static readonly byte[][] LongVarints = [[0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x80, 0x80, 0x80], [0xFE, 0xFF, 0xFF, 0xFF, 0x07]];

    private static readonly string[] JsonValues =
    [
        "-1", "0", "1", "2", "255", "256", "65535", "65536", "100001", "2147483647", "-2147483648", "99999999999999999999", "1e308", "-1e308", "1e999", "0.5", "null", "true", "\"\"", "\"x\"",
        "\"18446744073709551616\"", "[]", "{}", "[null]", "[[]]", "[0,0,0]", $"{new string('[', 20)}{new string(']', 20)}", $"\"{new string('x', 70_000)}\"", "\"\\ud800\"",
    ];

    /// <summary>Bytes with some changes.</summary>
    /// <param name="bytes">The bytes, which stay as they are.</param>
    /// <param name="random">Draws the changes.</param>
    /// <param name="sameLength">Whether there are as many bytes afterwards.</param>
    public static byte[] Changed(byte[] bytes, Random random, bool sameLength = false)
    {
        byte[] changed = bytes.Length == 0 && !sameLength ? [0] : [.. bytes];
        for (int count = random.Next(1, 4); count > 0 && changed.Length > 0; count--)
        {
            int index = random.Next(changed.Length);
            changed = random.Next(sameLength ? 5 : 10) switch
            {
                0 => Over(changed, index, [(byte)(changed[index] ^ (1 << random.Next(8)))]),
                1 => Over(changed, index, [(byte)(random.Next(2) * 255)]),
                2 => Over(changed, index, [(byte)random.Next(256)]),
                3 => Over(changed, index, LongVarints[random.Next(LongVarints.Length)]),
                4 => Over(changed, index, BitConverter.GetBytes(Extremes[random.Next(Extremes.Length)])),
                5 => [.. changed[..index], .. changed[Math.Min(changed.Length, index + random.Next(1, 9))..]],
                6 => [.. changed[..index], .. RandomBytes(random, random.Next(1, 9)), .. changed[index..]],
                7 => changed[..index],
                8 => [.. changed[..index], .. LongVarints[random.Next(LongVarints.Length)], .. changed[index..]],
                _ => [.. changed[..index], .. changed[random.Next(changed.Length)..]],
            };
        }

        return changed;
    }

    /// <summary>JSON of which some numbers, texts or lists are others. It is mostly sound as JSON.</summary>
    public static byte[] ChangedJson(byte[] json, Random random)
    {
        string text = Encoding.UTF8.GetString(json);
        for (int count = random.Next(1, 3); count > 0; count--)
        {
            MatchCollection places = Values().Matches(text);
            if (places.Count > 0)
            {
                Match place = places[random.Next(places.Count)];
                string other = JsonValues[random.Next(JsonValues.Length)];
                text = $"{text[..place.Index]}{other}{text[(place.Index + place.Length)..]}";
            }
        }

        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>JSON in which the first list is many times as long.</summary>
    public static byte[] GrownJson(byte[] json, string list, string element, int count)
    {
        string text = Encoding.UTF8.GetString(json);
        int place = text.IndexOf($"\"{list}\":[", StringComparison.Ordinal);
        if (place < 0)
        {
            return json;
        }

        int start = place + list.Length + 4;
        string many = string.Join(',', Enumerable.Repeat(element, count));
        return Encoding.UTF8.GetBytes($"{text[..start]}{many}{(text[start] == ']' ? "" : ",")}{text[start..]}");
    }

    public static byte[] Extreme(Random random)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Extremes[random.Next(Extremes.Length)]);
        return bytes;
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Over(byte[] bytes, int index, ReadOnlySpan<byte> other)
    {
        other[..Math.Min(other.Length, bytes.Length - index)].CopyTo(bytes.AsSpan(index));
        return bytes;
    }

    [GeneratedRegex("""(?<=[:\[,])(-?\d[\d.eE+-]*|"(?:[^"\\]|\\.)*"(?=[,\]}])|null|true|false|\[\])""")]
    private static partial Regex Values();
}
