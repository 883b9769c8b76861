using Phalanx.Environments;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// The current slot of some environments in lockstep, for the network that acts and for the record that is learned from. A row is an environment.
/// Only the fields that one of the two reads are requested.
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

    /// <summary>Makes environments write their current slot into consecutive rows.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="first">The row of the first.</param>
    /// <param name="wanted">The bits of the fields that are read.</param>
    public void Read(ReadOnlySpan<int> environments, int first, ulong wanted)
    {
        wanted &= _offered.LastSlotFields;
        for (int index = 0; index < SlotFields.Sources.Count; index++) // an enumerator of an interface would be allocated
        {
            SlotSource source = SlotFields.Sources[index];
            if (source.WritesAnyOf(wanted))
            {
                Read(source, environments, new SlotRows(_values, first, environments.Length));
            }
        }
    }

    /// <summary>Records the slot of one environment.</summary>
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

    private void Read(SlotSource source, ReadOnlySpan<int> environments, SlotRows rows)
    {
        try
        {
            source.Write(_environments, environments, rows);
        }
        catch (EnvironmentContractException breach)
        {
            // A batch that is guarded finds such numbers first, and knows less about the episode.
            ThrowIfNotFinite(source, environments, rows, breach);
            throw;
        }

        if (!source.IsFinite(rows))
        {
            ThrowIfNotFinite(source, environments, rows);
        }
    }

    private void ThrowIfNotFinite(SlotSource source, ReadOnlySpan<int> environments, SlotRows rows, Exception? cause = null)
    {
        if (source.FindNonFinite(rows, _offered.Layout) is { } found)
        {
            throw EpisodeFaults.At(_environments.Spec, environments[found.Row], found.Tensor, found.Numbers, cause);
        }
    }
}
