using System.Runtime.CompilerServices;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// One episode of a replay. Every method reads some slots in a row into the caller's memory, as many as it holds. Good until another
/// episode is added.
/// </summary>
public readonly struct StoredEpisode
{
    private readonly SlotRing _ring;
    private readonly SlotFormat _format;
    private readonly long _firstSlot;

    internal StoredEpisode(SlotRing ring, SlotFormat format, long number, long firstSlot, int length, bool terminated)
    {
        _ring = ring;
        _format = format;
        _firstSlot = firstSlot;
        Number = number;
        Length = length;
        Terminated = terminated;
    }

    /// <summary>Its number, counted through the run from 0.</summary>
    public long Number { get; }

    /// <summary>How many steps it has. There is one slot more.</summary>
    public int Length { get; }

    /// <summary>Whether the environment itself ended it after its last step; false when only time ran out.</summary>
    public bool Terminated { get; }

    /// <summary>Reads what the agents saw.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x agents x observation size].</param>
    public void ReadObservations(int firstSlot, Span<float> destination) =>
        Read<float, Reals>(_format.Observations, firstSlot, destination);

    /// <summary>Reads what was true.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x state size].</param>
    public void ReadState(int firstSlot, Span<float> destination) => Read<float, Reals>(_format.State, firstSlot, destination);

    /// <summary>Reads which actions could be chosen.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x agents x actions]; true is available.</param>
    public void ReadAvailableActions(int firstSlot, Span<bool> destination) =>
        Read<bool, Flags>(_format.AvailableActions, firstSlot, destination);

    /// <summary>Reads which actions could be chosen.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x agents x actions]; 1 is available, 0 is not.</param>
    public void ReadAvailableActions(int firstSlot, Span<float> destination) =>
        Read<float, Factors>(_format.AvailableActions, firstSlot, destination);

    /// <summary>Reads the numbers of the state that describe each agent.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x agents x agent feature size].</param>
    public void ReadAgentFeatures(int firstSlot, Span<float> destination) =>
        Read<float, Reals>(_format.AgentFeatures, firstSlot, destination);

    /// <summary>Reads the entities.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x entities x features].</param>
    public void ReadEntities(int firstSlot, Span<float> destination) => Read<float, Reals>(_format.EntityRows, firstSlot, destination);

    /// <summary>Reads which entities stood for nothing.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x entities]; true is absent.</param>
    public void ReadAbsentEntities(int firstSlot, Span<bool> destination) =>
        Read<bool, Flags>(_format.AbsentEntities, firstSlot, destination);

    /// <summary>Reads which entities the agents did not see.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x agents x entities]; true is hidden.</param>
    public void ReadHiddenEntities(int firstSlot, Span<bool> destination) =>
        Read<bool, Flags>(_format.HiddenEntities, firstSlot, destination);

    /// <summary>Reads which entities stood for nothing.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x entities]; 1 is absent, 0 is not.</param>
    public void ReadAbsentEntities(int firstSlot, Span<float> destination) =>
        Read<float, Factors>(_format.AbsentEntities, firstSlot, destination);

    /// <summary>Reads which entities the agents did not see.</summary>
    /// <param name="firstSlot">The slot to begin with, from 0 to <see cref="Length"/>.</param>
    /// <param name="destination">[slots x agents x entities]; 1 is hidden, 0 is not.</param>
    public void ReadHiddenEntities(int firstSlot, Span<float> destination) =>
        Read<float, Factors>(_format.HiddenEntities, firstSlot, destination);

    /// <summary>Reads which discrete actions the agents took.</summary>
    /// <param name="firstStep">The step to begin with, from 0 to <see cref="Length"/> - 1.</param>
    /// <param name="destination">[steps x agents].</param>
    public void ReadActions(int firstStep, Span<int> destination) => Read<int, Indices>(_format.Actions, firstStep, destination);

    /// <summary>Reads what the agents did when actions are continuous.</summary>
    /// <param name="firstStep">The step to begin with, from 0 to <see cref="Length"/> - 1.</param>
    /// <param name="destination">[steps x agents x action dimensions].</param>
    public void ReadContinuousActions(int firstStep, Span<float> destination) =>
        Read<float, Reals>(_format.ContinuousActions, firstStep, destination);

    /// <summary>Reads what the team earned.</summary>
    /// <param name="firstStep">The step to begin with, from 0 to <see cref="Length"/> - 1.</param>
    /// <param name="destination">[steps].</param>
    public void ReadRewards(int firstStep, Span<float> destination) => Read<float, Reals>(_format.Rewards, firstStep, destination);

    /// <summary>Reads an extra field.</summary>
    /// <param name="extra">Which one, see <see cref="EpisodeLayout.ExtraIndex"/>.</param>
    /// <param name="firstStep">The step to begin with, from 0 to <see cref="Length"/> - 1.</param>
    /// <param name="destination">[steps x width].</param>
    public void ReadExtra(int extra, int firstStep, Span<float> destination) =>
        Read<float, Reals>(_format.Extras[extra], firstStep, destination);

    /// <summary>One field of some slots as it is stored, or of as many of them as lie next to each other in memory.</summary>
    internal ReadOnlySpan<byte> StoredRun(StoredField field, int first, int count) => _ring.Run(field, _firstSlot + first, count);

    private void Read<T, TDecoder>(StoredField? field, int first, Span<T> destination, [CallerMemberName] string caller = "")
        where TDecoder : IDecoder<T>
    {
        for (int rows = RowsToRead(field, first, destination.Length, caller); rows > 0;)
        {
            ReadOnlySpan<byte> stored = StoredRun(field!, first, rows);
            int run = stored.Length / field!.Stride;
            int values = run * field.Width;
            TDecoder.Decode(field, stored, destination[..values]);
            destination = destination[values..];
            first += run;
            rows -= run;
        }
    }

    private int RowsToRead(StoredField? field, int first, int values, string caller)
    {
        if (field is null)
        {
            throw new InvalidOperationException($"{caller} was called, but the layout stores nothing of the kind.");
        }

        (int rows, int rest) = Math.DivRem(values, field.Width);
        if (rest != 0)
        {
            throw new ArgumentException($"{caller} was given room for {values} values, no multiple of the {field.Width} of a slot.");
        }

        int held = field.RowsOf(Length);
        if ((uint)first > (uint)held || rows > held - first)
        {
            throw new ArgumentOutOfRangeException(
                nameof(first), first, $"{caller} was to read {rows} slots from there; the episode has {held}.");
        }

        return rows;
    }
}
