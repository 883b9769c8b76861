using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Examples.Extend;

/// <summary>
/// An environment from outside the library: two agents on a ring of cells win when they meet. Each sees its own cell and the direction in
/// which the other one is nearer.
/// </summary>
internal sealed class Rendezvous : IEnvironment
{
    private const int Cells = 6;
    private const int Limit = 12;

    private readonly int[] _cells = new int[2];
    private int _steps;

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "rendezvous",
        Agents = 2,
        Actions = ActionSpec.Discrete(3), // back, stay, forward
        ObservationSize = Cells + 1,
        StateSize = 2 * Cells,
        EpisodeLimit = Limit,
        Statistics = ["met"],
    };

    private bool Met => _cells[0] == _cells[1];

    public void Reset(ulong seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Named("rendezvous"), 0);
        _steps = 0;
        _cells[0] = stream.NextInt(Cells);
        _cells[1] = (_cells[0] + stream.NextInt(1, Cells)) % Cells;
    }

    public StepResult Step(JointAction action)
    {
        _steps++;
        for (int agent = 0; agent < 2; agent++)
        {
            _cells[agent] = (_cells[agent] + action.Discrete[agent] - 1 + Cells) % Cells;
        }

        return new StepResult(Met ? 1 : -0.05, Terminated: Met, Truncated: !Met && _steps == Limit);
    }

    public void WriteObservations(Span<float> observations)
    {
        observations.Clear();
        for (int agent = 0; agent < 2; agent++)
        {
            Span<float> own = observations.Slice(agent * (Cells + 1), Cells + 1);
            int ahead = (_cells[1 - agent] - _cells[agent] + Cells) % Cells;
            own[_cells[agent]] = 1;
            own[Cells] = ahead <= Cells / 2 ? 1 : -1;
        }
    }

    public void WriteState(Span<float> state)
    {
        state.Clear();
        state[_cells[0]] = 1;
        state[Cells + _cells[1]] = 1;
    }

    public void WriteStatistics(Span<float> statistics) => statistics[0] = Met ? 1 : 0;
}
