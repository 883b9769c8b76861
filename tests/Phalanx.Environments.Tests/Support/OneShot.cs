namespace Phalanx.Environments.Tests;

/// <summary>A game of one step that pays the number of the joint action.</summary>
internal sealed class OneShot : IEnvironment
{
    private EnvironmentSpec? _spec;
    private ulong _seed;

    public bool Truncates { get; init; }

    public double Declared { get; init; } = 3;

    public Func<ulong, double> Noise { get; init; } = _ => 0;

    public IReadOnlyList<string> Statistics { get; init; } = [];

    public EnvironmentSpec Spec => _spec ??= new()
    {
        Name = "one-shot",
        Agents = 2,
        Actions = ActionSpec.Discrete(2),
        ObservationSize = 1,
        StateSize = 1,
        EpisodeLimit = 1,
        Payoffs = new PayoffTable(2, 2, [1, 2, Declared, 4]),
        Statistics = Statistics,
    };

    public void Reset(ulong seed) => _seed = seed;

    public StepResult Step(JointAction action) =>
        new((2 * action.Discrete[0]) + action.Discrete[1] + 1 + Noise(_seed), !Truncates, Truncates);

    public void WriteObservations(Span<float> observations) => observations.Clear();

    public void WriteState(Span<float> state) => state.Clear();
}
