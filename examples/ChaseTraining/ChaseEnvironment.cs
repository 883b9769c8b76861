using Phalanx.Environments;
using Phalanx.Examples.Chase;

namespace Phalanx.Examples.ChaseTraining;

/// <summary>The board as an environment, for a team of hunters; the prey runs by itself.</summary>
internal sealed class ChaseEnvironment : IEnvironment
{
    private const int Limit = 40;

    private readonly ChaseBoard _board = new();
    private int _steps;

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "chase",
        Agents = ChaseBoard.Hunters,
        Actions = ActionSpec.Named("stay", "up", "down", "left", "right"),
        ObservationSize = ChaseBoard.ObservationSize,
        StateSize = ChaseBoard.Hunters * ChaseBoard.ObservationSize,
        EpisodeLimit = Limit,
        Statistics = ["caught"],
    };

    public void Reset(ulong seed)
    {
        _board.Reset(seed);
        _steps = 0;
    }

    public StepResult Step(JointAction action)
    {
        _steps++;
        _board.MoveHunters(action.Discrete);
        bool caught = _board.Caught;
        if (!caught)
        {
            _board.MovePrey(_board.Flee());
            caught = _board.Caught;
        }

        return new StepResult(caught ? 1 : -0.02, Terminated: caught, Truncated: !caught && _steps == Limit);
    }

    public void WriteObservations(Span<float> observations) => _board.WriteObservations(observations);

    public void WriteState(Span<float> state) => _board.WriteObservations(state);

    public void WriteAvailableActions(Span<bool> available) => _board.WriteAvailable(available);

    public void WriteStatistics(Span<float> statistics) => statistics[0] = _board.Caught ? 1 : 0;
}
