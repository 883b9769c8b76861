namespace Phalanx.Learning.Episodes;

/// <summary>One field of an episode: what it is called, how it is stored, and how much of it there is in a slot.</summary>
/// <param name="Name">What a user would call it.</param>
/// <param name="Encoding">How an element is stored.</param>
/// <param name="Width">How many elements there are in a slot, those of all agents together.</param>
/// <param name="PerStep">Whether it belongs to a step, so that the last slot has none of it.</param>
/// <param name="Index">Where it stands among the fields of its layout.</param>
internal sealed record StoredField(string Name, FieldEncoding Encoding, int Width, bool PerStep, int Index)
{
    /// <summary>How many bytes a slot takes.</summary>
    public int Stride { get; } = Encoding switch
    {
        FieldEncoding.Single => checked(Width * sizeof(float)),
        FieldEncoding.Half or FieldEncoding.UInt16 => checked(Width * sizeof(ushort)),
        FieldEncoding.Byte => Width,
        _ => (Width / 8) + (Width % 8 == 0 ? 0 : 1),
    };

    /// <summary>How many slots of an episode hold this field.</summary>
    public int RowsOf(int steps) => PerStep ? steps : steps + 1;
}
