using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Phalanx.Foundation;

namespace Phalanx.Learning.Episodes;

// What a slot is made of. Each method refuses a field that the layout does not store, and values of another number than it says.
public sealed partial class EpisodeWriter
{
    /// <summary>Writes what the agents see now.</summary>
    /// <param name="observations">[agents x observation size].</param>
    /// <exception cref="UserErrorException">A value lies beyond the range of half precision.</exception>
    public void WriteObservations(ReadOnlySpan<float> observations) => WriteReals(_format.Observations, observations);

    /// <summary>Writes what is true now.</summary>
    /// <param name="state">[state size].</param>
    /// <exception cref="UserErrorException">A value lies beyond the range of half precision.</exception>
    public void WriteState(ReadOnlySpan<float> state) => WriteReals(_format.State, state);

    /// <summary>Writes which actions may be chosen now.</summary>
    /// <param name="available">[agents x actions]; true is available.</param>
    public void WriteAvailableActions(ReadOnlySpan<bool> available) => WriteFlags(_format.AvailableActions, available);

    /// <summary>Writes the numbers of the state that describe each agent.</summary>
    /// <param name="features">[agents x agent feature size].</param>
    /// <exception cref="UserErrorException">A value lies beyond the range of half precision.</exception>
    public void WriteAgentFeatures(ReadOnlySpan<float> features) => WriteReals(_format.AgentFeatures, features);

    /// <summary>Writes the entities and who sees them.</summary>
    /// <param name="rows">[entities x features].</param>
    /// <param name="absent">[entities]; true where a row stands for nothing now.</param>
    /// <param name="hidden">[agents x entities]; true where the agent does not see the entity.</param>
    /// <exception cref="UserErrorException">A value lies beyond the range of half precision.</exception>
    public void WriteEntities(ReadOnlySpan<float> rows, ReadOnlySpan<bool> absent, ReadOnlySpan<bool> hidden)
    {
        WriteReals(_format.EntityRows, rows);
        WriteFlags(_format.AbsentEntities, absent);
        WriteFlags(_format.HiddenEntities, hidden);
    }

    /// <summary>Writes which discrete actions the agents take.</summary>
    /// <param name="actions">[agents], each from 0 to the number of actions - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    public void WriteActions(ReadOnlySpan<int> actions)
    {
        ThrowIfOver();
        Span<byte> row = RowOf(_format.Actions, actions.Length);
        int count = Layout.Actions;
        bool wide = _format.Actions!.Encoding == FieldEncoding.UInt16;
        for (int agent = 0; agent < actions.Length; agent++)
        {
            int action = actions[agent];
            ArgumentOutOfRangeException.ThrowIfNegative(action, nameof(actions));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, count, nameof(actions));
            if (wide)
            {
                MemoryMarshal.Write(row[(agent * sizeof(ushort))..], (ushort)action);
            }
            else
            {
                row[agent] = (byte)action;
            }
        }
    }

    /// <summary>Writes what the agents do when actions are continuous.</summary>
    /// <param name="actions">[agents x action dimensions].</param>
    public void WriteContinuousActions(ReadOnlySpan<float> actions)
    {
        ThrowIfOver();
        WriteReals(_format.ContinuousActions, actions);
    }

    /// <summary>Writes an extra field of the step.</summary>
    /// <param name="extra">Which one, see <see cref="EpisodeLayout.ExtraIndex"/>.</param>
    /// <param name="values">[width].</param>
    public void WriteExtra(int extra, ReadOnlySpan<float> values)
    {
        ThrowIfOver();
        WriteReals(_format.Extras[extra], values);
    }

    private void WriteReals(StoredField? field, ReadOnlySpan<float> values, [CallerMemberName] string caller = "")
    {
        Span<byte> row = RowOf(field, values.Length, caller);
        if (field!.Encoding == FieldEncoding.Half)
        {
            HalfPrecision.Round(field, values, MemoryMarshal.Cast<byte, Half>(row));
        }
        else
        {
            MemoryMarshal.AsBytes(values).CopyTo(row);
        }
    }

    private void WriteFlags(StoredField? field, ReadOnlySpan<bool> flags, [CallerMemberName] string caller = "") =>
        BitPacking.Pack(flags, RowOf(field, flags.Length, caller));

    /// <summary>Where a field of the current slot is stored, which from here on counts as written.</summary>
    private Span<byte> RowOf(StoredField? field, int values, [CallerMemberName] string caller = "")
    {
        ThrowIfNotStored(field, caller);
        if (values != field.Width)
        {
            throw new ArgumentException($"{caller} was given {values} values; the layout stores {field.Width}.");
        }

        _written |= 1UL << field.Index;
        return Slots.Rows(field, Length, 1);
    }

    private static void ThrowIfNotStored([NotNull] StoredField? field, string caller)
    {
        if (field is null)
        {
            throw new InvalidOperationException($"{caller} was called, but the layout stores nothing of the kind.");
        }
    }
}
