using Phalanx.Environments;
using Phalanx.Learning.Faults;

namespace Phalanx.Learning.Episodes;

/// <summary>Makes some environments write one field, a row for each of them.</summary>
internal delegate void FieldWriting<TWritten>(IEnvironmentBatch environments, ReadOnlySpan<int> which, Span<TWritten> values);

/// <summary>Makes some environments write one field or several, a row for each environment.</summary>
internal delegate void SlotWriting(IEnvironmentBatch environments, ReadOnlySpan<int> which, SlotRows rows);

/// <summary>A call of environments that writes one field or several.</summary>
internal sealed class SlotSource
{
    private readonly SlotField[] _fields;

    public SlotSource(SlotWriting write, params SlotField[] fields)
    {
        (Write, _fields) = (write, fields);
        foreach (SlotField field in fields)
        {
            field.Source = this;
        }
    }

    /// <summary>The call.</summary>
    public SlotWriting Write { get; }

    /// <summary>Whether it writes one of the fields of a set.</summary>
    public bool WritesAnyOf(ulong fields)
    {
        foreach (SlotField field in _fields)
        {
            if ((field.Bit & fields) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether all numbers that it has written are finite.</summary>
    public bool IsFinite(SlotRows rows)
    {
        foreach (SlotField field in _fields)
        {
            if (!field.IsFinite(rows))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first number that is not, as the field says; null where there is none.</summary>
    public (int Row, string Tensor, NonFinite Numbers)? FindNonFinite(SlotRows rows, EpisodeLayout layout)
    {
        foreach (SlotField field in _fields)
        {
            if (field.FindNonFinite(rows, layout) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
