using System.Buffers.Binary;
using System.Globalization;

namespace Phalanx.Acting;

/// <summary>
/// The container of a policy file, a safetensors file: the length of a header in eight bytes, the header in JSON, and the bytes of the tensors, each of which belongs
/// to one tensor. Shapes multiply in 64 bits, and nothing is allocated for a tensor whose bytes are not there.
/// </summary>
internal sealed class TensorContainer
{
    private const int PrefixBytes = 8;
    private const string TextsName = "__metadata__";

    private readonly List<Entry> _entries = new List<Entry>();
    private readonly int _dataStart;

    /// <exception cref="PolicyFormatException">The file is no container of a policy.</exception>
    public TensorContainer(ReadOnlySpan<byte> file)
    {
        _dataStart = DataStart(file);
        JsonPart header = JsonReader.Read(file.Slice(PrefixBytes, _dataStart - PrefixBytes), "header");
        var members = new JsonMembers(header, "header");
        Texts = members.Has(TextsName)
            ? new JsonMembers(members[TextsName], TextsName)
            : throw new PolicyFormatException("The file is a safetensors file and no policy: it has no free texts.");
        ThrowUnlessPolicy();
        for (int i = 0; i < header.Names.Count; i++)
        {
            if (header.Names[i] != TextsName)
            {
                _entries.Add(new Entry(header.Names[i], header.Items[i]));
            }
        }

        ThrowUnlessCovered(file.Length - _dataStart);
    }

    /// <summary>The free texts.</summary>
    public JsonMembers Texts { get; }

    /// <summary>The bytes of all tensors.</summary>
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> file) => file.Slice(_dataStart);

    /// <summary>The tensors, in the order of the header.</summary>
    public List<PolicyTensor> Tensors(ReadOnlySpan<byte> file)
    {
        var tensors = new List<PolicyTensor>(_entries.Count);
        foreach (Entry entry in _entries)
        {
            float[] values = new float[(entry.End - entry.Begin) / sizeof(float)];
            ReadOnlySpan<byte> bytes = Data(file).Slice((int)entry.Begin);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(i * sizeof(float))));
            }

            tensors.Add(new PolicyTensor(entry.Name, entry.Shape, values));
        }

        return tensors;
    }

    /// <summary>Refuses bytes that do not have the checksum which the free texts name.</summary>
    /// <exception cref="PolicyFormatException">They do not.</exception>
    public void ThrowIfDamaged(string checksum, ReadOnlySpan<byte> bytes, string what)
    {
        string computed = Crc32C.Of(bytes).ToString("x8", CultureInfo.InvariantCulture);
        string written = Texts.Text(checksum);
        if (computed != written)
        {
            throw new PolicyFormatException($"The file is damaged: the checksum of its {what} is {computed} and not {PolicyText.Shown(written)}.");
        }
    }

    private static int DataStart(ReadOnlySpan<byte> file)
    {
        if (file.Length < PrefixBytes)
        {
            throw new PolicyFormatException($"The file has {file.Length} bytes; a policy has at least the {PrefixBytes} that tell how long its header is.");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > PolicyLimits.HeaderBytes)
        {
            throw new PolicyFormatException($"The file is no policy: its header would have {length} bytes, and at most {PolicyLimits.HeaderBytes} are allowed.");
        }

        return length <= (ulong)(file.Length - PrefixBytes)
            ? PrefixBytes + (int)length
            : throw new PolicyFormatException($"The file is cut short: its header has {length} bytes, of which {file.Length - PrefixBytes} are there.");
    }

    private void ThrowUnlessPolicy()
    {
        string format = Texts.Has("format") ? Texts.Text("format") : "";
        if (format != PolicyFile.Format)
        {
            throw new PolicyFormatException($"The file is of the format '{PolicyText.Shown(format)}'; a policy is of '{PolicyFile.Format}'.");
        }

        string text = Texts.Text("format_version");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int version) || version < 1)
        {
            throw new PolicyFormatException($"The version of the format is '{PolicyText.Shown(text)}', which is none.");
        }

        if (version > PolicyFile.Version)
        {
            throw new PolicyFormatException($"The policy is of format {version} and this Phalanx.Acting reads {PolicyFile.Version}: update the package.");
        }
    }

    private void ThrowUnlessCovered(long length)
    {
        var ordered = new List<Entry>(_entries);
        ordered.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long position = 0;
        foreach (Entry entry in ordered)
        {
            if (entry.Begin != position)
            {
                throw new PolicyFormatException(
                    $"The bytes of '{PolicyText.Shown(entry.Name)}' begin at {entry.Begin} where {position} is expected: tensors follow each other without overlap and without a hole.");
            }

            position = entry.End;
        }

        if (position != length)
        {
            throw new PolicyFormatException(
                position > length
                    ? $"The file is cut short: its tensors have {position} bytes, of which {length} are there."
                    : $"The file is too long: {length - position} bytes belong to no tensor.");
        }
    }

    /// <summary>What the header says of a tensor, each by itself valid.</summary>
    private sealed class Entry
    {
        public Entry(string name, JsonPart part)
        {
            Name = name;
            var members = new JsonMembers(part, $"tensor '{PolicyText.Shown(name)}'");
            string type = members.Text("dtype");
            if (type != "F32")
            {
                throw new PolicyFormatException($"The tensor '{PolicyText.Shown(name)}' is of the type '{PolicyText.Shown(type)}'; policies have F32 alone.");
            }

            List<JsonPart> shape = members.Array("shape");
            List<JsonPart> offsets = members.Array("data_offsets");
            members.ThrowIfMore();
            if (shape.Count < 1 || shape.Count > 3 || offsets.Count != 2)
            {
                throw new PolicyFormatException(
                    $"The tensor '{PolicyText.Shown(name)}' has {shape.Count} axes and {offsets.Count} offsets; it must have from 1 to 3 axes, and 2 offsets.");
            }

            Shape = new int[shape.Count];
            long bytes = sizeof(float);
            for (int i = 0; i < Shape.Length; i++)
            {
                long axis = JsonMembers.Long(shape[i], $"shape of '{PolicyText.Shown(name)}'");
                if (axis < 1 || axis > PolicyLimits.FileBytes / bytes)
                {
                    throw new PolicyFormatException($"The shape of '{PolicyText.Shown(name)}' holds {axis}, which makes no tensor or one that is too large.");
                }

                Shape[i] = (int)axis;
                bytes *= axis;
            }

            Begin = JsonMembers.Long(offsets[0], $"begin of '{PolicyText.Shown(name)}'");
            End = JsonMembers.Long(offsets[1], $"end of '{PolicyText.Shown(name)}'");
            if (Begin < 0 || Begin > PolicyLimits.FileBytes || End - Begin != bytes)
            {
                throw new PolicyFormatException($"The tensor '{PolicyText.Shown(name)}' of {bytes} bytes lies from {Begin} to {End}.");
            }
        }

        public string Name { get; }

        public int[] Shape { get; }

        public long Begin { get; }

        public long End { get; }
    }
}
