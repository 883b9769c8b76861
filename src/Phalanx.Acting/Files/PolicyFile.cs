namespace Phalanx.Acting;

/// <summary>
/// Policy files: safetensors files whose free texts hold a description, with a checksum of that and one of the weights. Damaged files, and what is no policy, are
/// refused with a sentence; memory stays in proportion to the true size of a file.
/// </summary>
public static class PolicyFile
{
    /// <summary>What a policy file calls its format.</summary>
    public const string Format = "phalanx-policy";

    /// <summary>The version of the format that is written, and the newest that is read. It rises only when an older reader would act wrongly.</summary>
    public const int Version = 1;

    private const int PieceBytes = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PolicyFormatException">It is no policy that can act; the message begins with the path.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ExportedPolicy Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return Read(stream);
        }
        catch (PolicyFormatException refusal)
        {
            throw new PolicyFormatException($"{path}: {refusal.Message}", refusal);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream, at the first byte of a policy; it is left open.</param>
    /// <exception cref="PolicyFormatException">It holds no policy that can act.</exception>
    public static ExportedPolicy Read(Stream stream)
    {
        if (stream is null)
        {
            throw new ArgumentNullException(nameof(stream));
        }

        byte[] bytes = new byte[PieceBytes];
        int length = 0;
        for (int read = 1; read > 0; length += read)
        {
            if (length == bytes.Length)
            {
                ThrowIfTooLong(length + 1L);
                Array.Resize(ref bytes, (int)Math.Min(2L * length, PolicyLimits.FileBytes + 1));
            }

            read = stream.Read(bytes, length, bytes.Length - length);
        }

        return Read(new ReadOnlySpan<byte>(bytes, 0, length));
    }

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="file">The file, whole.</param>
    /// <exception cref="PolicyFormatException">It is no policy that can act.</exception>
    public static ExportedPolicy Read(ReadOnlySpan<byte> file)
    {
        ThrowIfTooLong(file.Length);
        var container = new TensorContainer(file);
        string description = container.Texts.Text("description");
        container.ThrowIfDamaged("description_crc32c", System.Text.Encoding.UTF8.GetBytes(description), "description");
        container.ThrowIfDamaged("data_crc32c", container.Data(file), "weights");
        container.Texts.ThrowIfMore();
        PolicyDescription read = DescriptionReader.Read(description);
        return new ExportedPolicy(read, container.Tensors(file));
    }

    private static void ThrowIfTooLong(long length)
    {
        if (length > PolicyLimits.FileBytes)
        {
            throw new PolicyFormatException($"The file has more than {PolicyLimits.FileBytes} bytes, which no policy needs.");
        }
    }
}
