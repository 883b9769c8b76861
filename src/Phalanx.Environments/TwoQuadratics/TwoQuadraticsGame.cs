using System.Globalization;

namespace Phalanx.Environments.TwoQuadratics;

/// <summary>
/// The max of two quadratics, from MASQL's, PR2's and FSV's papers: two agents choose a number each, and get the higher of two hills over the plane.
/// From nearly every joint action the gradient leads up the wide low hill; to reach the narrow high one both agents must change their
/// numbers at once.
/// </summary>
internal sealed class TwoQuadraticsGame : IEnvironmentBatch
{
    public const float Low = -10;
    public const float High = 10;

    private const int Agents = 2;

    private readonly TwoQuadraticsSettings _settings;
    private readonly EpisodeTracker _episodes;

    // The joint action of the last step, for the picture alone.
    private readonly (double First, double Second)[] _actions;

    public TwoQuadraticsGame(TwoQuadraticsSettings settings, int count)
    {
        _settings = settings;
        Spec = SpecOf(settings);
        _episodes = new EpisodeTracker(Spec, count);
        _actions = new (double, double)[count];
    }

    /// <summary>The hill whose top is the optimum.</summary>
    public static QuadraticHill Narrow { get; } = new(Centre: 5, Top: 10, Steepness: 1, Width: 1);

    /// <summary>The hill that leads away from it.</summary>
    public static QuadraticHill Wide { get; } = new(Centre: -5, Top: 0, Steepness: 0.8, Width: 3);

    public EnvironmentSpec Spec { get; }

    public int Count => _actions.Length;

    /// <summary>The specification that follows from settings.</summary>
    public static EnvironmentSpec SpecOf(TwoQuadraticsSettings settings) => new()
    {
        Name = "two-quadratics",
        Agents = Agents,
        Actions = settings.GridActions is { } actions ? NumbersOf(actions) : ActionSpec.Continuous(1, Low, High),
        ObservationSize = 1,
        StateSize = 1,
        EpisodeLimit = settings.StepsPerEpisode,
        Payoffs = PayoffsOf(settings),
    };

    /// <summary>What a joint action pays.</summary>
    public static double Payoff(double first, double second, QuadraticScale scale) =>
        Math.Max(Wide.HeightAt(first, second, scale), Narrow.HeightAt(first, second, scale));

    public void Reset(int environment, ulong seed) => _episodes.Begin(environment, seed);

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            (double first, double second) = _actions[environment] = PointOf(action);

            // A game that is played once is over; one that is played on is only cut off.
            bool terminated = _settings.StepsPerEpisode == 1;
            results[row] = _episodes.EndStep(environment, Payoff(first, second, _settings.ScaleMode), terminated);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) =>
        observations[..(environments.Length * Agents)].Fill(1);

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => states[..environments.Length].Fill(1);

    public Frame Draw(int environment) =>
        TwoQuadraticsDrawing.Draw(_settings.ScaleMode, _episodes.StepsOf(environment) > 0 ? _actions[environment] : null);

    private static PayoffTable? PayoffsOf(TwoQuadraticsSettings settings)
    {
        if (settings.GridActions is not { } actions || settings.StepsPerEpisode > 1)
        {
            return null;
        }

        double[,] payoffs = new double[actions, actions];
        for (int first = 0; first < actions; first++)
        {
            for (int second = 0; second < actions; second++)
            {
                payoffs[first, second] = Payoff(NumberOf(first, actions), NumberOf(second, actions), settings.ScaleMode);
            }
        }

        return new PayoffTable(payoffs);
    }

    private static ActionSpec NumbersOf(int actions) => ActionSpec.Named(
        [.. Enumerable.Range(0, actions).Select(action => NumberOf(action, actions).ToString("0.######", CultureInfo.InvariantCulture))]);

    /// <summary>The number that a discrete action stands for.</summary>
    private static double NumberOf(int action, int actions) => Low + (action * (double)(High - Low) / (actions - 1));

    private (double First, double Second) PointOf(JointAction action) => _settings.GridActions is { } actions
        ? (NumberOf(action.Discrete[0], actions), NumberOf(action.Discrete[1], actions))
        : (action.Continuous[0], action.Continuous[1]);
}
