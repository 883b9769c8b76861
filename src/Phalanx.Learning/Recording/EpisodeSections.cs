namespace Phalanx.Learning.Recording;

/// <summary>The sections of an inflated episode by their tags.</summary>
internal sealed class EpisodeSections
{
    private readonly ReadOnlyMemory<byte>[] _sections = new ReadOnlyMemory<byte>[byte.MaxValue + 1];

    /// <exception cref="InvalidDataException">A section stands at a wrong place or is longer than what is left.</exception>
    public EpisodeSections(ReadOnlyMemory<byte> inflated)
    {
        int last = 0;
        for (ReadOnlyMemory<byte> rest = inflated; !rest.IsEmpty;)
        {
            var reader = new SectionReader(rest.Span, "sections");
            byte tag = reader.Byte();
            uint length = reader.UInt32();
            if (tag <= last)
            {
                throw reader.Wrong($"tag {tag} after tag {last}; they must ascend");
            }

            if (length > reader.Left)
            {
                throw reader.Wrong($"{reader.Left} of the {length} bytes of section {tag}");
            }

            int start = rest.Length - reader.Left;
            _sections[tag] = rest.Slice(start, (int)length);
            rest = rest[(start + (int)length)..];
            last = tag;
        }
    }

    public ReadOnlyMemory<byte> this[SectionTag tag] => _sections[(int)tag];

    /// <summary>Whether there is a section that is not empty.</summary>
    public bool Has(SectionTag tag) => !_sections[(int)tag].IsEmpty;
}
