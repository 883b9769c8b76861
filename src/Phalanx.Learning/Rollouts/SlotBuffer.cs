using Phalanx.Environments;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// What some environments in lockstep show: for the network that acts on it, and for the record that is learned from. A row is an environment.
/// Only the fields that the one or the other reads are asked for.
/// </summary>
internal sealed class SlotBuffer
{
    private readonly IEnvironmentBatch _environments;
    private readonly SlotFormat _offered;
    private readonly SlotValues _values;

    public SlotBuffer(IEnvironmentBatch environments, int rows)
    {
        _environments = environments;
        _offered = new SlotFormat(EpisodeLayout.Of(environments.Spec));
        _values = new SlotValues(_offered, rows);
    }

    /// <summary>A field of an environment, or of some in a row; empty where environments do not offer it.</summary>
    public ReadOnlySpan<TWritten> Rows<TRead, TWritten>(SlotField<TRead, TWritten> field, int first, int count = 1)
        where TRead : unmanaged
        where TWritten : unmanaged => _values.Rows(field, first, count);

    /// <summary>Lets environments whose rows begin at one of them write what is true there.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="first">The row of the first.</param>
    /// <param name="wanted">The bits of the fields that are read.</param>
    public void Read(ReadOnlySpan<int> environments, int first, ulong wanted)
    {
        wanted &= _offered.AllSeen;
        for (int index = 0; index < SlotFields.Sources.Count; index++) // an enumerator of an interface would be allocated
        {
            SlotSource source = SlotFields.Sources[index];
            if (source.WritesAnyOf(wanted))
            {
                source.Write(_environments, environments, new SlotRows(_values, first, environments.Length));
            }
        }
    }

    /// <summary>Writes down what one environment showed.</summary>
    public void Record(int row, EpisodeWriter writer)
    {
        for (int index = 0; index < writer.Format.Fields.Count; index++)
        {
            SlotField field = writer.Format.Fields[index].Field;
            if (field.Source is not null)
            {
                field.Record(_values, row, writer);
            }
        }
    }
}
