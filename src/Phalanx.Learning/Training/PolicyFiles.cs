using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Phalanx.Acting;
using Phalanx.Foundation;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Training;

/// <summary>
/// Writes policy files, which <see cref="ActingPolicy"/> loads: safetensors files with the weights and, as free texts, the description and two checksums. Nothing in
/// them depends on when or where they are written.
/// </summary>
public static class PolicyFiles
{
    /// <summary>What a policy file is called in a run directory.</summary>
    public const string FileName = "policy.safetensors";

    /// <summary>The bytes of a policy file.</summary>
    /// <param name="policy">The policy.</param>
    public static byte[] ToArray(this ExportedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        string description = policy.Description.ToJson();
        SafetensorsWriter writer = new SafetensorsWriter()
            .AddMetadata("format", PolicyFile.Format)
            .AddMetadata("format_version", PolicyFile.Version.ToString(CultureInfo.InvariantCulture))
            .AddMetadata("description", description)
            .AddMetadata("description_crc32c", Text(Checksum.Of(Encoding.UTF8.GetBytes(description))))
            .AddMetadata("data_crc32c", Text(ChecksumOf(policy.Tensors)));
        foreach (PolicyTensor tensor in policy.Tensors)
        {
            writer.Add(tensor.Name, tensor.Shape, tensor.Values);
        }

        return writer.ToArray();
    }

    /// <summary>Writes a policy file, whole or not at all.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="path">The file to write or replace.</param>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public static void Save(this ExportedPolicy policy, string path) => AtomicFile.WriteAllBytes(path, policy.ToArray());

    private static uint ChecksumOf(IReadOnlyList<PolicyTensor> tensors)
    {
        Checksum checksum = default;
        foreach (PolicyTensor tensor in tensors)
        {
            foreach (float value in tensor.Values)
            {
                int bits = BitConverter.SingleToInt32Bits(value);
                checksum.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in bits)));
            }
        }

        return checksum.Value;
    }

    private static string Text(uint checksum) => checksum.ToString("x8", CultureInfo.InvariantCulture);
}
