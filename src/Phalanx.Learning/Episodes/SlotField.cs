using Phalanx.Learning.Faults;

namespace Phalanx.Learning.Episodes;

/// <summary>
/// A field of a slot, described once: its name, its size, how it is stored, what writes it and how it is read. All fields are declared in
/// <see cref="SlotFields"/>, and the code that copies slots walks that table.
/// </summary>
public abstract class SlotField
{
    private readonly Func<EpisodeLayout, (int Rows, int Columns)> _shape;

    private protected SlotField(string name, Func<EpisodeLayout, (int Rows, int Columns)> shape) => (Name, _shape) = (name, shape);

    /// <summary>Its name for users. The names are written to files: never change them.</summary>
    public string Name { get; }

    /// <summary>Whether it belongs to a step, so that the last slot of an episode has none of it; otherwise it is what is true in a slot.</summary>
    public bool PerStep { get; init; }

    /// <summary>The value that a shard holds where an episode is over.</summary>
    internal int PaddingValue { get; init; }

    /// <summary>The call that makes environments write it; null for actions and rewards, which the player of the episode writes.</summary>
    internal SlotSource? Source { get; set; }

    /// <summary>Its index in the table.</summary>
    internal int Index { get; set; }

    /// <summary>Its bit in a set of fields.</summary>
    internal ulong Bit => 1UL << Index;

    /// <summary>
    /// How much of it a slot has: rows, one for the team or one for every agent or entity, and columns of each. A layout that does not store it
    /// has no columns.
    /// </summary>
    internal (int Rows, int Columns) ShapeIn(EpisodeLayout layout) => _shape(layout);

    /// <summary>How many slots of an episode of so many steps hold it.</summary>
    internal int SlotsIn(int steps) => PerStep ? steps : steps + 1;

    /// <summary>How an element is stored.</summary>
    internal abstract FieldEncoding EncodingIn(EpisodeLayout layout);

    /// <summary>Room for values that are not stored yet.</summary>
    internal abstract Array NewValues(int count);

    /// <summary>Records one row of values.</summary>
    internal abstract void Record(SlotValues values, int row, EpisodeWriter writer);

    /// <summary>Whether all values in some rows are what numbers must be: finite.</summary>
    internal virtual bool IsFinite(SlotRows rows) => true;

    /// <summary>The first row with a number that is not finite, and what is wrong in it; null where there is none.</summary>
    internal virtual (int Row, string Tensor, NonFinite Numbers)? FindNonFinite(SlotRows rows, EpisodeLayout layout) => null;
}

/// <summary>A field by how it is read.</summary>
/// <typeparam name="TRead">What its elements become in a shard.</typeparam>
public abstract class SlotField<TRead> : SlotField
    where TRead : unmanaged
{
    private protected SlotField(string name, Func<EpisodeLayout, (int Rows, int Columns)> shape)
        : base(name, shape)
    {
    }

    /// <summary>Decodes some stored slots.</summary>
    /// <param name="field">How the field is stored.</param>
    /// <param name="stored">[slots x stride] bytes.</param>
    /// <param name="values">[slots x width].</param>
    internal abstract void Decode(StoredField field, ReadOnlySpan<byte> stored, Span<TRead> values);
}

/// <summary>A field by how it is read and written.</summary>
/// <typeparam name="TRead">What its elements become in a shard.</typeparam>
/// <typeparam name="TWritten">What its elements are when they are written.</typeparam>
public abstract class SlotField<TRead, TWritten> : SlotField<TRead>
    where TRead : unmanaged
    where TWritten : unmanaged
{
    private protected SlotField(string name, Func<EpisodeLayout, (int Rows, int Columns)> shape)
        : base(name, shape)
    {
    }

    /// <summary>The method by which environments write it, where that writes nothing else.</summary>
    internal FieldWriting<TWritten> WrittenBy
    {
        init => Source = new SlotSource((environments, which, rows) => value(environments, which, rows.Of(this)), this);
    }

    /// <summary>Encodes the values of one slot.</summary>
    /// <param name="field">How the field is stored.</param>
    /// <param name="values">[width].</param>
    /// <param name="stored">[stride] bytes.</param>
    internal abstract void Encode(StoredField field, ReadOnlySpan<TWritten> values, Span<byte> stored);

    internal sealed override Array NewValues(int count) => new TWritten[count];

    internal sealed override void Record(SlotValues values, int row, EpisodeWriter writer) => writer.Write(this, values.Rows(this, row, 1));
}
