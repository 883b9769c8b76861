using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Phalanx.Foundation;

namespace Phalanx.Numerics.Safetensors;

/// <summary>
/// A safetensors file in memory: named tensors and free texts. A damaged file is refused when it is opened, with an
/// <see cref="InvalidDataException"/> that names the damage. Memory stays in proportion to the file's true size, also where its header
/// claims more.
/// </summary>
public sealed partial class SafetensorsFile
{
    private readonly OrderedDictionary<string, TensorEntry> _entries = [];
    private readonly OrderedDictionary<string, string> _metadata;
    private readonly string _origin;

    private SafetensorsFile(ReadOnlyMemory<byte> file, string origin)
    {
        _origin = origin;
        int headerLength = HeaderLength(file.Span);
        ReadOnlyMemory<byte> data = file[(Header.PrefixLength + headerLength)..];
        Header header = HeaderReader.Read(file.Span.Slice(Header.PrefixLength, headerLength));
        Layout.Check(header.Tensors, data.Length);

        // The layout holds, so every offset lies within the data and fits an int.
        _metadata = header.Metadata;
        foreach ((string name, TensorHeader tensor) in header.Tensors)
        {
            ReadOnlyMemory<byte> bytes = data[(int)tensor.Begin..(int)tensor.End];
            _entries.Add(name, new TensorEntry(name, tensor.Type, tensor.Shape, bytes));
        }
    }

    /// <summary>The tensors' names, in the order the header lists them.</summary>
    public IReadOnlyList<string> Names => _entries.Keys;

    /// <summary>The tensors, in the order the header lists them.</summary>
    public IReadOnlyList<TensorEntry> Entries => _entries.Values;

    /// <summary>The free texts of the header, in its order; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The tensor of that name.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <returns>Its entry.</returns>
    /// <exception cref="InvalidDataException">The file has no such tensor; the message names the nearest one.</exception>
    public TensorEntry this[string name] => TryGet(name, out TensorEntry? entry) ? entry : throw Missing(name);

    /// <summary>Reads the whole file into memory and checks it. Files beyond 2 GB are refused.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file's content.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or no safetensors file; the message begins with the path.</exception>
    public static SafetensorsFile Open(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"{path}: The file has {length} bytes; at most {Array.MaxLength} can be read.");
        }

        try
        {
            return new SafetensorsFile(SharedReading.AllBytes(path), $"{path}: ");
        }
        catch (InvalidDataException refusal)
        {
            throw new InvalidDataException($"{path}: {refusal.Message}", refusal);
        }
    }

    /// <summary>Reads a stream to its end and checks what it held.</summary>
    /// <param name="stream">The stream, at the file's first byte; it is left open.</param>
    /// <returns>The file's content.</returns>
    /// <exception cref="InvalidDataException">The content is damaged or not of this format.</exception>
    public static SafetensorsFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Read(content.GetBuffer().AsMemory(0, (int)content.Length));
    }

    /// <summary>Checks a file that is in memory already. It is not copied: leave the memory unchanged while the result is in use.</summary>
    /// <param name="file">The file, whole.</param>
    /// <returns>The file's content.</returns>
    /// <exception cref="InvalidDataException">The content is damaged or not of this format.</exception>
    public static SafetensorsFile Read(ReadOnlyMemory<byte> file) => new(file, string.Empty);

    /// <summary>Looks a tensor up that need not be there.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="entry">The tensor, or null.</param>
    /// <returns>Whether the file has it.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out TensorEntry? entry) => _entries.TryGetValue(name, out entry);

    private static int HeaderLength(ReadOnlySpan<byte> file)
    {
        if (file.Length < Header.PrefixLength)
        {
            throw new InvalidDataException(
                $"The file has {file.Length} bytes, fewer than the {Header.PrefixLength} of its header's length.");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > Header.LongestHeader)
        {
            throw new InvalidDataException(
                $"The header claims {length} bytes, more than the {Header.LongestHeader} that the format allows.");
        }

        int rest = file.Length - Header.PrefixLength;
        return length <= (ulong)rest
            ? (int)length
            : throw new InvalidDataException($"The header claims {length} bytes, but only {rest} follow its length in the file.");
    }

    private InvalidDataException Missing(string name)
    {
        string? nearest = NearestName.Of(name, Names);
        string hint = nearest is null ? "." : NearestName.DidYouMean(Wording.Shown(nearest));
        return Refusal($"There is no tensor {Wording.Quote(name)} among the {_entries.Count} of the file{hint}");
    }

    private InvalidDataException Refusal(string problem) => new(_origin + problem);
}
