using Phalanx.Environments;

namespace Phalanx.Learning.Recording;

/// <summary>One recorded episode, played again in the first environment of a batch.</summary>
internal sealed class ReplayedEpisode(RecordHeader header, RecordedEpisode episode, IEnvironmentBatch environments)
{
    private readonly FrameEncoder _frames = new();
    private readonly int[] _actions = new int[header.Agents];
    private readonly float[] _continuous = new float[header.Agents * header.Dimensions];
    private readonly bool[] _available = new bool[header.Agents * header.Actions];
    private readonly bool[] _recorded = new bool[header.Agents * header.Actions];

    /// <summary>The first step at which something differs, and what; null where nothing does.</summary>
    public (int Step, string What)? Differ()
    {
        int script = episode.HasActions ? -1 : environments.Spec.Scripts.ToList().IndexOf(header.Policy ?? "");
        if (!episode.HasActions && script < 0)
        {
            return (0, "there are neither actions nor a script of the environment to play it again");
        }

        environments.Reset(0, ulong.Parse(episode.About.Seed, System.Globalization.CultureInfo.InvariantCulture));
        AddFrame();
        for (int step = 0; step < episode.Steps; step++)
        {
            if (AvailableDiffer(step))
            {
                return (step, "other actions are available");
            }

            StepResult result = Step(step, script);
            AddFrame();
            if (StepDiffers(step, result) is { } what)
            {
                return (step, what);
            }
        }

        return FramesDiffer();
    }

    private void AddFrame()
    {
        if (episode.Cast is not null && environments.Draw(0) is { } frame)
        {
            _frames.Add(frame);
        }
    }

    private bool AvailableDiffer(int step)
    {
        if (!episode.HasAvailable)
        {
            return false;
        }

        environments.WriteAvailableActions([0], _available);
        episode.ReadAvailable(step, _recorded);
        return !_available.AsSpan().SequenceEqual(_recorded);
    }

    private StepResult Step(int step, int script)
    {
        StepResult result = default;
        Span<StepResult> results = new(ref result);
        if (script >= 0)
        {
            environments.StepByScript(script, [0], results);
        }
        else if (header.Dimensions > 0)
        {
            episode.ReadContinuousActions(step, _continuous);
            environments.Step([0], new JointAction(_continuous), results);
        }
        else
        {
            episode.ReadActions(step, _actions);
            environments.Step([0], new JointAction(_actions), results);
        }

        return result;
    }

    private string? StepDiffers(int step, StepResult result)
    {
        float reward = (float)result.Reward;
        if (!reward.Equals(episode.Reward(step)))
        {
            return FormattableString.Invariant($"the reward is {reward}, and {episode.Reward(step)} was recorded");
        }

        bool last = step + 1 == episode.Steps;
        return result.Ended != last ? $"the episode {(result.Ended ? "ends" : "goes on")}"
            : last && (result.Terminated ? EpisodeEnd.Terminated : EpisodeEnd.Truncated) != episode.About.End ? "the episode ends otherwise"
            : null;
    }

    /// <summary>Compares the frames as they are encoded; where those differ, looks for the first.</summary>
    private (int Step, string What)? FramesDiffer()
    {
        if (episode.Cast is not { } cast)
        {
            return null;
        }

        bool equal = _frames.Count == episode.Steps + 1
            && _frames.Frames.SequenceEqual(episode.Section(SectionTag.Frames))
            && _frames.Events.AsSpan().SequenceEqual(episode.Section(SectionTag.Events))
            && _frames.CastJson.AsSpan().SequenceEqual(episode.Section(SectionTag.Cast));
        return equal ? null : (FirstOtherFrame(cast), "the picture is another");
    }

    private int FirstOtherFrame(EpisodeCast cast)
    {
        if (_frames.Count == 0)
        {
            return 0;
        }

        EpisodeCast played = _frames.Cast;
        if (played.Items.Count != cast.Items.Count)
        {
            return 0;
        }

        ReadOnlySpan<byte> recorded = episode.Section(SectionTag.Frames);
        int common = recorded.CommonPrefixLength(_frames.Frames);
        var decoder = new FrameDecoder(cast, recorded.ToArray());
        for (int slot = 0; slot <= episode.Steps; slot++)
        {
            decoder.Advance();
            if (recorded.Length - decoder.Left > common)
            {
                return slot;
            }
        }

        return episode.Steps;
    }
}
