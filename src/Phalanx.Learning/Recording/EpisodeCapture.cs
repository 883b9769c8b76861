using Phalanx.Environments;

namespace Phalanx.Learning.Recording;

/// <summary>What is told of one episode while it is played. One thread at a time writes it.</summary>
internal sealed class EpisodeCapture
{
    public long Number { get; private set; }

    public ulong Seed { get; private set; }

    /// <summary>Whether the episode has begun and ended.</summary>
    public bool IsOver { get; private set; }

    public EpisodeEnd End { get; private set; }

    public double Return { get; private set; }

    public List<float> Rewards { get; } = [];

    public List<int> Actions { get; } = [];

    public List<float> ContinuousActions { get; } = [];

    public List<bool> Available { get; } = [];

    public List<float> Values { get; } = [];

    public double[] Statistics { get; private set; } = [];

    public FrameEncoder Frames { get; private set; } = new();

    public void Begin(long number, ulong seed)
    {
        (Number, Seed, IsOver, Return) = (number, seed, false, 0);
        Rewards.Clear();
        Actions.Clear();
        ContinuousActions.Clear();
        Available.Clear();
        Values.Clear();
        Frames = new FrameEncoder();
    }

    public void Add(JointAction actions, ReadOnlySpan<bool> available)
    {
        Actions.AddRange(actions.Discrete);
        ContinuousActions.AddRange(actions.Continuous);
        Available.AddRange(available);
    }

    public void Add(StepResult result)
    {
        Rewards.Add((float)result.Reward);
        Return += result.Reward;
        End = result.Terminated ? EpisodeEnd.Terminated : EpisodeEnd.Truncated;
    }

    public void Close(ReadOnlySpan<float> statistics)
    {
        Statistics = new double[statistics.Length];
        for (int index = 0; index < statistics.Length; index++)
        {
            Statistics[index] = statistics[index];
        }

        IsOver = true;
    }
}
