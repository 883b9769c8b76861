using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Tests.Training;

/// <summary>
/// A walk whose length depends on the seed, with actions that are now available and now not. Some walks end truly, others are cut off.
/// </summary>
/// <param name="actions">The actions of an agent; by default four discrete actions.</param>
internal sealed class Corridor(ActionSpec? actions = null) : IEnvironment
{
    private const int Limit = 9;

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("corridor");

    private RandomStream _stream;
    private int _length;
    private int _steps;
    private long _stepsEver;

    /// <summary>From how many steps on no action is available.</summary>
    public int BreaksAfter { get; init; } = int.MaxValue;

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "corridor",
        Agents = 2,
        Actions = actions ?? ActionSpec.Discrete(4),
        ObservationSize = 3,
        StateSize = 2,
        EpisodeLimit = Limit,
        Entities = new EntitySpec(Count: 3, Width: 3, AppendLastActions: actions?.IsDiscrete != false),
        Statistics = ["length"],
    };

    public void Reset(ulong seed)
    {
        _stream = new RandomStream(seed, Purpose, 0);
        _length = 1 + _stream.NextInt(Limit);
        _steps = 0;
    }

    public StepResult Step(JointAction action)
    {
        _steps++;
        (double first, double second) = Spec.Actions.IsDiscrete ? (action.Discrete[0], action.Discrete[1]) : (action.Continuous[0], action.Continuous[^1]);
        _stepsEver++;
        double reward = first - (0.5 * second) + _stream.NextDouble();
        bool ends = _steps == _length;
        return new StepResult(reward, Terminated: ends && _length % 2 == 0, Truncated: ends && _length % 2 == 1);
    }

    public void WriteObservations(Span<float> observations)
    {
        for (int i = 0; i < observations.Length; i++)
        {
            observations[i] = MathF.Sin((_steps * 1.3f) + i + _length);
        }
    }

    public void WriteState(Span<float> state) => (state[0], state[1]) = (_steps, _length);

    public void WriteAvailableActions(Span<bool> available)
    {
        for (int i = 0; i < available.Length; i++)
        {
            available[i] = _stepsEver <= BreaksAfter && (i + _steps) % 3 != 0;
        }
    }

    /// <summary>The agents and a door, which is gone after a few steps; the second agent is gone after a few more.</summary>
    public void WriteEntities(Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = MathF.Cos((_steps * 0.7f) + i + _length);
        }

        (absent[0], absent[1], absent[2]) = (false, _steps > 5, _steps > 3);
        for (int i = 0; i < hidden.Length; i++)
        {
            (int agent, int entity) = (i / absent.Length, i % absent.Length);
            hidden[i] = absent[agent] || absent[entity] || (agent != entity && (i + _steps) % 2 == 0);
        }
    }

    public void WriteStatistics(Span<float> statistics) => statistics[0] = _length;
}
