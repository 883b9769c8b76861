namespace Phalanx.Environments.Matrix;

/// <summary>
/// A game of one step: all agents choose at once, the team gets the payoff of their joint action, and the game is over.
/// </summary>
public sealed class OneStepGame : IEnvironmentBatch
{
    private readonly PayoffTable _payoffs;
    private readonly MatrixObservation _observation;
    private readonly Func<ulong, double>? _noise;
    private readonly EpisodeTracker _episodes;

    /// <summary>A batch of the game with the given payoffs.</summary>
    /// <param name="name">The name of the game.</param>
    /// <param name="payoffs">The payoffs.</param>
    /// <param name="count">How many environments.</param>
    /// <param name="observation">What agents see.</param>
    public OneStepGame(string name, PayoffTable payoffs, int count, MatrixObservation observation = MatrixObservation.One)
        : this(name, payoffs, count, observation, noise: null)
    {
    }

    /// <summary>The same, with something added to the payoff that depends on nothing but the seed of the episode.</summary>
    internal OneStepGame(string name, PayoffTable payoffs, int count, MatrixObservation observation, Func<ulong, double>? noise)
    {
        ArgumentNullException.ThrowIfNull(payoffs);
        _payoffs = payoffs;
        _observation = observation;
        _noise = noise;
        Spec = SpecOf(name, payoffs, observation);
        _episodes = new EpisodeTracker(Spec, count);
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public int Count => _episodes.Count;

    /// <summary>The specification that follows from a name, payoffs and what agents see.</summary>
    internal static EnvironmentSpec SpecOf(string name, PayoffTable payoffs, MatrixObservation observation) => new()
    {
        Name = name,
        Agents = payoffs.Agents,
        Actions = ActionSpec.Discrete(payoffs.Actions),
        ObservationSize = SizeOf(observation, zeros: 1),
        StateSize = SizeOf(observation, zeros: payoffs.Agents),
        EpisodeLimit = 1,
        Payoffs = payoffs,
    };

    /// <inheritdoc/>
    public void Reset(int environment, ulong seed) => _episodes.Begin(environment, seed);

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            double noise = _noise?.Invoke(_episodes.SeedOf(environment)) ?? 0.0;
            results[row] = _episodes.EndStep(environment, _payoffs[action.Discrete] + noise, terminated: true);
        }
    }

    /// <inheritdoc/>
    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) =>
        Write(environments, observations, Spec.Agents * Spec.ObservationSize);

    /// <inheritdoc/>
    public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => Write(environments, states, Spec.StateSize);

    private static int SizeOf(MatrixObservation observation, int zeros) => observation switch
    {
        MatrixObservation.One => 1,
        MatrixObservation.Ones5 => 5,
        MatrixObservation.ZeroState => zeros,
        MatrixObservation.StepOneHot => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(observation)),
    };

    private void Write(ReadOnlySpan<int> environments, Span<float> destination, int width)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            Span<float> values = Buffers.Row(destination, row, width);
            if (_observation == MatrixObservation.StepOneHot)
            {
                // One pair after the other: a pair is what one agent sees, or the state.
                int steps = _episodes.StepsOf(environments[row]);
                for (int index = 0; index < width; index++)
                {
                    values[index] = index % 2 == steps ? 1 : 0;
                }
            }
            else
            {
                values.Fill(_observation == MatrixObservation.ZeroState ? 0 : 1);
            }
        }
    }
}
