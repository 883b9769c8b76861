using System.Buffers.Binary;
using System.Text;

namespace Phalanx.Numerics.Tests.Safetensors;

/// <summary>Builds files by hand, right or wrong, without the writer under test.</summary>
internal static class RawFile
{
    public static byte[] Of(string header, params byte[] data) => Of(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Of(byte[] header, params byte[] data) => OfClaimed((ulong)header.Length, header, data);

    public static byte[] OfClaimed(ulong headerLength, byte[] header, params byte[] data)
    {
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, headerLength);
        return [.. prefix, .. header, .. data];
    }

    /// <summary>A header's entry for one tensor.</summary>
    public static string Entry(string name, string type, string shape, string offsets) =>
        $"\"{name}\":{{\"dtype\":\"{type}\",\"shape\":{shape},\"data_offsets\":{offsets}}}";
}
