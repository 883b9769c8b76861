using Phalanx.Numerics.Safetensors;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Files of tensors by themselves, read from memory with all their values.</summary>
internal sealed class SafetensorsTarget : FuzzTarget
{
    public override string Name => "safetensors";

    public override bool IsText => false;

    public override IReadOnlyList<byte[]> Seeds => field ??= [Small(), Large(), new SafetensorsWriter().ToArray()];

    // Values are read as copies, and a header's numbers become lists.
    public override int MostPerByte => 64;

    public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

    public override void Read(FuzzCase fuzzed)
    {
        var file = SafetensorsFile.Read(fuzzed.Content);
        foreach (TensorEntry entry in file.Entries)
        {
            _ = entry.ToString();
            _ = entry.Type switch
            {
                TensorType.F32 or TensorType.F64 or TensorType.F16 or TensorType.BF16 => file.ReadDouble(entry.Name).Length,
                _ => file.ReadInt64(entry.Name).Length,
            };
        }
    }

    private static byte[] Small()
    {
        var writer = new SafetensorsWriter();
        writer.Add("steps", [1], [7L]);
        writer.Add("fc1.weight", [2, 3], [1f, 2, 3, 4, 5, 6]);
        writer.Add("empty", [0, 4], Array.Empty<float>());
        writer.Add("scalar", [], [1.5]);
        return writer.ToArray();
    }

    private static byte[] Large()
    {
        var writer = new SafetensorsWriter();
        for (int layer = 0; layer < 12; layer++)
        {
            writer.Add($"online.agent.layer{layer}.weight", [8, 4], [.. Enumerable.Range(0, 32).Select(value => value / 7f)]);
        }

        return writer.ToArray();
    }
}
