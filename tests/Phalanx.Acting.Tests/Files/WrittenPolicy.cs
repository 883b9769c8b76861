using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Phalanx.Acting.Tests.Files;

/// <summary>A policy file put together by hand, with places where it can be made wrong. Checksums are those of what is written, unless they are given.</summary>
internal sealed record WrittenPolicy(ExportedPolicy Policy)
{
    public string Format { get; init; } = "phalanx-policy";

    public string Version { get; init; } = "1";

    /// <summary>The JSON of the description.</summary>
    public string Description { get; init; } = Policy.Description.ToJson();

    public string? DescriptionChecksum { get; init; }

    public string? DataChecksum { get; init; }

    /// <summary>A further free text.</summary>
    public string? Further { get; init; }

    /// <summary>Changes the header before it is written.</summary>
    public Func<string, string> Header { get; init; } = header => header;

    /// <summary>Changes the weights before they are written; the checksum is that of what is written.</summary>
    public Action<byte[]> Data { get; init; } = _ => { };

    public static WrittenPolicy Small => new(Tests.Description.DescribedPolicies.Linear());

    public byte[] ToArray()
    {
        using var data = new MemoryStream();
        var entries = new List<string>();
        foreach (PolicyTensor tensor in Policy.Tensors)
        {
            long begin = data.Length;
            foreach (float value in tensor.Values)
            {
                data.Write(BitConverter.GetBytes(value));
            }

            entries.Add($"\"{tensor.Name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', tensor.Shape.ToArray())}],\"data_offsets\":[{begin},{data.Length}]}}");
        }

        byte[] bytes = data.ToArray();
        Data(bytes);
        string further = Further is null ? "" : $",\"further\":\"{Further}\"";
        string texts = $"\"__metadata__\":{{\"format\":\"{Format}\",\"format_version\":\"{Version}\",\"description\":{JsonSerializer.Serialize(Description)},"
            + $"\"description_crc32c\":\"{DescriptionChecksum ?? Castagnoli.Of(Encoding.UTF8.GetBytes(Description)).ToString("x8")}\","
            + $"\"data_crc32c\":\"{DataChecksum ?? Castagnoli.Of(bytes).ToString("x8")}\"{further}}}";
        byte[] header = Encoding.UTF8.GetBytes(Header($"{{{texts},{string.Join(',', entries)}}}"));
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        return [.. prefix, .. header, .. bytes];
    }
}
