namespace Phalanx.Learning.Episodes;

/// <summary>A field as a layout stores it.</summary>
internal sealed class StoredField
{
    public StoredField(SlotField field, EpisodeLayout layout)
    {
        (Field, Layout, Encoding) = (field, layout, field.EncodingIn(layout));
        (int rows, int columns) = field.ShapeIn(layout);
        Width = checked(rows * columns);
        Stride = Encoding switch
        {
            FieldEncoding.Single => checked(Width * sizeof(float)),
            FieldEncoding.Half or FieldEncoding.UInt16 => checked(Width * sizeof(ushort)),
            FieldEncoding.Byte => Width,
            _ => (Width / 8) + (Width % 8 == 0 ? 0 : 1),
        };
    }

    public SlotField Field { get; }

    public EpisodeLayout Layout { get; }

    public string Name => Field.Name;

    /// <summary>How an element is stored.</summary>
    public FieldEncoding Encoding { get; }

    /// <summary>How many elements there are in a slot, those of all agents together.</summary>
    public int Width { get; }

    /// <summary>How many bytes a slot takes.</summary>
    public int Stride { get; }
}
