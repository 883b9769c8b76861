using Phalanx.Settings;

namespace Phalanx.Environments.Matrix;

/// <summary>The settings of <c>matrix/two-step</c>.</summary>
public sealed record TwoStepSettings
{
    /// <summary>How many numbers the state has: 3, or 4 to give the end of the game one of its own.</summary>
    [Setting("how many numbers the state has: 3, or 4 to give the end of the game one of its own", Min = 3, Max = 4)]
    public int StateSize { get; init; } = 3;
}

/// <summary>
/// The two-step game of QMIX's paper. First agent 0 alone decides which game the two play next: after 0 every joint action pays 7; after 1
/// they get 8 if both play 1, 1 if one of them does, and 0 otherwise.
/// </summary>
internal sealed class TwoStepGame : IEnvironmentBatch
{
    private const double SafePayoff = 7;

    private static readonly PayoffTable Risky = new(new double[,] { { 0, 1 }, { 1, 8 } });

    private readonly EpisodeTracker _episodes;
    private readonly Place[] _places;

    public TwoStepGame(TwoStepSettings settings, int count)
    {
        Spec = SpecOf(settings);
        _episodes = new EpisodeTracker(Spec, count);
        _places = new Place[count];
    }

    private enum Place
    {
        Start,
        Safe,
        Risky,
        Over,
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _places.Length;

    /// <summary>The specification that follows from settings.</summary>
    public static EnvironmentSpec SpecOf(TwoStepSettings settings) => new()
    {
        Name = "matrix/two-step",
        Agents = 2,
        Actions = ActionSpec.Discrete(2),
        ObservationSize = settings.StateSize,
        StateSize = settings.StateSize,
        EpisodeLimit = 2,
        ObservationParts = [new ObservationPart("place", 0, [settings.StateSize]) { Features = [.. Enum.GetNames<Place>().Take(settings.StateSize)] }],
    };

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _places[environment] = Place.Start;
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            (double reward, _places[environment]) = Move(_places[environment], action.Discrete);
            results[row] = _episodes.EndStep(environment, reward, terminated: _places[environment] == Place.Over);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            for (int agent = 0; agent < Spec.Agents; agent++)
            {
                Write(_places[environments[row]], Buffers.Row(observations, (row * Spec.Agents) + agent, Spec.ObservationSize));
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            Write(_places[environments[row]], Buffers.Row(states, row, Spec.StateSize));
        }
    }

    private static (double Reward, Place Next) Move(Place place, ReadOnlySpan<int> action) => place switch
    {
        Place.Start => (0, action[0] == 0 ? Place.Safe : Place.Risky),
        Place.Safe => (SafePayoff, Place.Over),
        _ => (Risky[action], Place.Over),
    };

    /// <summary>One-hot; with three numbers the end has none and is all zeros.</summary>
    private static void Write(Place place, Span<float> values)
    {
        values.Clear();
        if ((int)place < values.Length)
        {
            values[(int)place] = 1;
        }
    }
}
