using Phalanx.Environments;

namespace Phalanx.Learning.Tests.Training;

/// <summary>How a <see cref="Trap"/> misbehaves.</summary>
public enum Misbehaviour
{
    ThrowsInReset,
    ThrowsInStep,
    ThrowsInWriting,
    ThrowsInStatistics,
    WrongSize,
    NanReward,
    InfiniteReward,
    NanObservation,
    NanState,
    NanStatistic,
    EmptyMask,
    NeverEnds,
    Hangs,
}

/// <summary>
/// A short walk that misbehaves in one way, in the episodes that it is told to. What it does follows from the seed of the episode alone, so it does
/// the same when the episode is played again.
/// </summary>
/// <param name="trapped">Whether an episode of a seed misbehaves.</param>
internal sealed class Trap(Func<ulong, Misbehaviour?> trapped) : IEnvironment
{
    public const string Name = "trap";
    public const int Limit = 5;

    /// <summary>The steps that are complete when it misbehaves, where that is in the middle of an episode.</summary>
    public const int At = 2;

    private ulong _seed;
    private int _steps;

    /// <summary>Lets a call that hangs return.</summary>
    public ManualResetEventSlim Release { get; init; } = new();

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = Name,
        Agents = 2,
        Actions = ActionSpec.Discrete(3),
        ObservationSize = 2,
        StateSize = 2,
        EpisodeLimit = Limit,
        Statistics = ["length"],
    };

    private Misbehaviour? Now => _steps == At ? trapped(_seed) : null;

    public void Reset(ulong seed)
    {
        (_seed, _steps) = (seed, 0);
        if (trapped(seed) == Misbehaviour.ThrowsInReset)
        {
            throw new InvalidOperationException("no start");
        }
    }

    public StepResult Step(JointAction action)
    {
        if (Now == Misbehaviour.ThrowsInStep)
        {
            throw new InvalidOperationException("no\nstep");
        }

        if (Now == Misbehaviour.Hangs)
        {
            Release.Wait();
        }

        double reward = Now switch
        {
            Misbehaviour.NanReward => double.NaN,
            Misbehaviour.InfiniteReward => double.NegativeInfinity,
            _ => action.Discrete[0] - (0.5 * action.Discrete[1]) + ((_seed >> 60) * 0.125),
        };
        _steps++;
        bool ends = _steps == Limit && trapped(_seed) != Misbehaviour.NeverEnds;
        return new StepResult(reward, Terminated: false, Truncated: ends);
    }

    public void WriteObservations(Span<float> observations)
    {
        if (Now == Misbehaviour.ThrowsInWriting)
        {
            throw new InvalidOperationException("no sight");
        }

        observations.Fill(_steps);
        observations[0] = _seed >> 61;
        if (Now == Misbehaviour.WrongSize)
        {
            observations[observations.Length] = 1;
        }

        if (Now == Misbehaviour.NanObservation)
        {
            observations[^1] = float.NaN;
        }
    }

    public void WriteState(Span<float> state) => (state[0], state[1]) = (_steps, Now == Misbehaviour.NanState ? float.NaN : 1);

    public void WriteAvailableActions(Span<bool> available)
    {
        available.Fill(true);
        if (Now == Misbehaviour.EmptyMask)
        {
            available[^3..].Clear();
        }
    }

    public void WriteStatistics(Span<float> statistics)
    {
        if (trapped(_seed) == Misbehaviour.ThrowsInStatistics)
        {
            throw new InvalidOperationException("no count");
        }

        statistics[0] = trapped(_seed) == Misbehaviour.NanStatistic ? float.NaN : _steps;
    }
}
