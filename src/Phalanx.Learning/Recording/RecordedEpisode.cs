using System.Buffers.Binary;
using Phalanx.Environments;

namespace Phalanx.Learning.Recording;

/// <summary>
/// One episode of a record, checked and inflated. Its numbers are read step by step out of the inflated bytes, so that it takes little more memory
/// than those.
/// </summary>
public sealed class RecordedEpisode
{
    private readonly RecordHeader _header;
    private readonly EpisodeSections _sections;
    private readonly CodedValues _values;
    private readonly int[] _firstValues = [];

    /// <summary>Checks the sections of an episode.</summary>
    /// <exception cref="InvalidDataException">Something in them cannot be right.</exception>
    internal RecordedEpisode(RecordHeader header, ReadOnlyMemory<byte> inflated)
    {
        _header = header;
        _sections = new EpisodeSections(inflated);
        About = EpisodeChecks.About(header, _sections[SectionTag.About].Span);
        EpisodeChecks.ThrowIfLengthsAreWrong(header, About.Steps, _sections);
        EpisodeChecks.ThrowIfActionsAreWrong(header, _sections[SectionTag.Actions].Span);
        Cast = _sections.Has(SectionTag.Cast) ? EpisodeChecks.Cast(header, _sections[SectionTag.Cast].Span) : null;
        Events = Cast is null ? [] : EpisodeChecks.Events(_sections[SectionTag.Events].Span, Cast, About.Steps);
        ThrowIfFramesAreWrong();
        if (HasValues)
        {
            _firstValues = new int[About.Steps + 1];
            _values = new CodedValues(_sections[SectionTag.Values], CountValues());
        }
    }

    /// <summary>Its number, seed, length, return, end and statistics.</summary>
    public EpisodeAbout About { get; }

    /// <summary>How many steps it has.</summary>
    public int Steps => About.Steps;

    /// <summary>What is on the board; null where the environment did not draw itself.</summary>
    public EpisodeCast? Cast { get; }

    /// <summary>What happened, in the order of the steps.</summary>
    public IReadOnlyList<RecordedEvent> Events { get; }

    /// <summary>Whether there are actions: there are none of a team that follows a script.</summary>
    public bool HasActions => _sections.Has(SectionTag.Actions);

    /// <summary>Whether it is recorded which discrete actions were available.</summary>
    public bool HasAvailable => _sections.Has(SectionTag.Available);

    /// <summary>Whether there are outputs of the agents' networks.</summary>
    public bool HasValues => _sections.Has(SectionTag.Values);

    /// <summary>Whether there are joint values.</summary>
    public bool HasJoint => _sections.Has(SectionTag.Joint);

    /// <summary>Whether there are observations.</summary>
    public bool HasObservations => _sections.Has(SectionTag.Observations);

    /// <summary>Whether it is recorded who saw which entities.</summary>
    public bool HasSeen => _sections.Has(SectionTag.Seen);

    /// <summary>The frames, from the first state to the last, T + 1 of them; an item's id is its place in the cast. None where there is no cast.</summary>
    public IEnumerable<Frame> Frames()
    {
        if (Cast is null)
        {
            yield break;
        }

        var decoder = new FrameDecoder(Cast, _sections[SectionTag.Frames]);
        ILookup<int, RecordedEvent> events = Events.ToLookup(happened => happened.Step);
        for (int slot = 0; slot <= Steps; slot++)
        {
            decoder.Advance();
            yield return decoder.Frame([.. events[slot].Select(happened => new FrameEvent(happened.Kind, happened.Actor, happened.Target, happened.Amount))]);
        }
    }

    /// <summary>The last frame; null where there is no cast. Those before it are not drawn.</summary>
    public Frame? LastFrame()
    {
        if (Cast is null)
        {
            return null;
        }

        var decoder = new FrameDecoder(Cast, _sections[SectionTag.Frames]);
        for (int slot = 0; slot <= Steps; slot++)
        {
            decoder.Advance();
        }

        return decoder.Frame([.. Events.Where(happened => happened.Step == Steps).Select(happened => new FrameEvent(happened.Kind, happened.Actor, happened.Target, happened.Amount))]);
    }

    /// <summary>The reward of a step.</summary>
    public float Reward(int step) => SingleAt(SectionTag.Rewards, Checked(step));

    /// <summary>A joint value at a step.</summary>
    /// <param name="joint">Its place among <see cref="RecordHeader.Joint"/>.</param>
    /// <param name="step">The step.</param>
    public float Joint(int joint, int step) => SingleAt(SectionTag.Joint, checked((joint * Steps) + Checked(step)));

    /// <summary>The discrete actions of a step, [agents].</summary>
    public void ReadActions(int step, Span<int> actions)
    {
        int bytes = EpisodeChecks.BytesOfAction(_header);
        ReadOnlySpan<byte> section = _sections[SectionTag.Actions].Span[(Checked(step) * _header.Agents * bytes)..];
        for (int agent = 0; agent < _header.Agents; agent++)
        {
            actions[agent] = bytes == 1 ? section[agent] : BinaryPrimitives.ReadUInt16LittleEndian(section[(agent * bytes)..]);
        }
    }

    /// <summary>The continuous actions of a step, [agents x dimensions].</summary>
    public void ReadContinuousActions(int step, Span<float> actions)
    {
        int width = _header.Agents * _header.Dimensions;
        for (int index = 0; index < width; index++)
        {
            actions[index] = SingleAt(SectionTag.Actions, (Checked(step) * width) + index);
        }
    }

    /// <summary>Which discrete actions were available at a step, [agents x actions].</summary>
    public void ReadAvailable(int step, Span<bool> available) =>
        ReadFlags(SectionTag.Available, Checked(step), _header.Agents * _header.Actions, available);

    /// <summary>Which entities each agent saw in a slot, from 0 to the number of steps, [agents x entities].</summary>
    public void ReadSeen(int slot, Span<bool> seen) => ReadFlags(SectionTag.Seen, slot, _header.Agents * _header.Entities, seen);

    /// <summary>The outputs for the agents at a step, [agents x outputs]; no number for actions that were not available.</summary>
    public void ReadValues(int step, Span<float> values)
    {
        int width = _header.Agents * _header.OutputsPerAgent;
        int next = _firstValues[Checked(step)];
        for (int index = 0; index < width; index++)
        {
            bool recorded = _header.Dimensions > 0 || FlagAt(SectionTag.Available, step, width, index);
            values[index] = recorded ? _values[next++] : float.NaN;
        }
    }

    /// <summary>What the agents saw before a step, [agents x observation].</summary>
    public void ReadObservations(int step, Span<float> observations) => ObservationCodes.Read(
        _sections[SectionTag.Observations].Span,
        _header.Observation,
        Steps * _header.Agents,
        Checked(step) * _header.Agents,
        observations[..(_header.Agents * _header.Observation)]);

    /// <summary>The bytes of a section; none where it is not there.</summary>
    internal ReadOnlySpan<byte> Section(SectionTag tag) => _sections[tag].Span;

    private int Checked(int step)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)step, (uint)Steps, nameof(step));
        return step;
    }

    private float SingleAt(SectionTag tag, int index) =>
        BinaryPrimitives.ReadSingleLittleEndian(_sections[tag].Span[(index * sizeof(float))..]);

    private void ReadFlags(SectionTag tag, int row, int width, Span<bool> flags)
    {
        for (int index = 0; index < width; index++)
        {
            flags[index] = FlagAt(tag, row, width, index);
        }
    }

    private bool FlagAt(SectionTag tag, int row, int width, int index) =>
        (_sections[tag].Span[(row * ((width + 7) / 8)) + (index / 8)] >> (index % 8) & 1) != 0;

    /// <summary>Counts the values that must be there, and notes where those of each step begin.</summary>
    private long CountValues()
    {
        int width = _header.Agents * _header.OutputsPerAgent;
        ReadOnlySpan<byte> available = _sections[SectionTag.Available].Span;
        int bytes = (width + 7) / 8;
        long count = 0;
        for (int step = 0; step < Steps; step++)
        {
            _firstValues[step] = checked((int)count);
            count += _header.Dimensions > 0 ? width : EpisodeChecks.CountOfFlags(available.Slice(step * bytes, bytes), width);
            if (count > RecordLimits.Inflated)
            {
                throw new InvalidDataException("its values are more than it has bytes");
            }
        }

        return count;
    }

    private void ThrowIfFramesAreWrong()
    {
        if (Cast is null)
        {
            return;
        }

        var decoder = new FrameDecoder(Cast, _sections[SectionTag.Frames]);
        for (int slot = 0; slot <= Steps; slot++)
        {
            decoder.Advance();
        }

        if (decoder.Left > 0)
        {
            throw new InvalidDataException("its frames are longer than they can be");
        }
    }
}
