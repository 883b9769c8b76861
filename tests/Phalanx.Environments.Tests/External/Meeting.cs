namespace Phalanx.Environments.Tests.External;

/// <summary>The world of examples/external, in C#: what those in other languages are compared with.</summary>
internal sealed class Meeting : IEnvironment
{
    private const int Cells = 7;

    private readonly int[] _places = new int[2];
    private int _goal;
    private int _steps;

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "external",
        Agents = 2,
        Actions = ActionSpec.Named("left", "stay", "right"),
        ObservationSize = 3,
        StateSize = 3,
        EpisodeLimit = 20,
        Statistics = ["met"],
    };

    private bool HaveMet => _places.All(place => place == _goal);

    public void Reset(ulong seed)
    {
        _goal = 1 + (int)(seed % (Cells - 2));
        (_places[0], _places[1], _steps) = (0, Cells - 1, 0);
    }

    public StepResult Step(JointAction action)
    {
        for (int agent = 0; agent < _places.Length; agent++)
        {
            _places[agent] += action.Discrete[agent] - 1;
        }

        _steps++;
        return new StepResult(HaveMet ? 10 : -0.1, HaveMet, _steps == Spec.EpisodeLimit);
    }

    public void WriteObservations(Span<float> observations)
    {
        for (int agent = 0; agent < _places.Length; agent++)
        {
            (observations[3 * agent], observations[(3 * agent) + 1], observations[(3 * agent) + 2]) =
                ((float)(_places[agent] / (double)Cells), (float)(_goal / (double)Cells), (float)(_steps / (double)Spec.EpisodeLimit));
        }
    }

    public void WriteState(Span<float> state) =>
        (state[0], state[1], state[2]) = ((float)(_places[0] / (double)Cells), (float)(_places[1] / (double)Cells), (float)(_goal / (double)Cells));

    public void WriteAvailableActions(Span<bool> available)
    {
        for (int agent = 0; agent < _places.Length; agent++)
        {
            (available[3 * agent], available[(3 * agent) + 1], available[(3 * agent) + 2]) = (_places[agent] > 0, true, _places[agent] < Cells - 1);
        }
    }

    public void WriteStatistics(Span<float> statistics) => statistics[0] = HaveMet ? 1 : 0;
}
