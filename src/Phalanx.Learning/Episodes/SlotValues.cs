namespace Phalanx.Learning.Episodes;

/// <summary>Values of some slots side by side, a row each, of every field that a format has. They are what environments write.</summary>
internal sealed class SlotValues
{
    private readonly int _rows;
    private readonly Array?[] _values = new Array?[SlotFields.All.Count];

    public SlotValues(SlotFormat format, int rows)
    {
        _rows = rows;
        foreach (StoredField field in format.Fields)
        {
            _values[field.Field.Index] = field.Field.NewValues(rows * field.Width);
        }
    }

    /// <summary>A field of some rows; empty where the format has it not.</summary>
    public Span<TWritten> Rows<TRead, TWritten>(SlotField<TRead, TWritten> field, int first, int count)
        where TRead : unmanaged
        where TWritten : unmanaged => Learning.Rows.Of<TWritten>((TWritten[]?)_values[field.Index], _rows, first, count);
}

/// <summary>Some rows in a row of values.</summary>
internal readonly ref struct SlotRows(SlotValues values, int first, int count)
{
    /// <summary>How many they are.</summary>
    public int Count => count;

    /// <summary>A field of them.</summary>
    public Span<TWritten> Of<TRead, TWritten>(SlotField<TRead, TWritten> field)
        where TRead : unmanaged
        where TWritten : unmanaged => values.Rows(field, first, count);
}
