using Phalanx.Foundation;

namespace Phalanx.Environments.Squeeze;

/// <summary>
/// The Gaussian squeeze of QTRAN's paper. Each agent has a unit of some resource and chooses how many levels of it to give; what counts is
/// the total alone, which pays where it meets a narrow domain. One step, and it is over.
/// </summary>
internal sealed class SqueezeGame : IEnvironmentBatch
{
    private const double LargestUnit = 0.2;

    // Units reach the agents in the range [0, 2) of QTRAN's code, which divides the total instead.
    private const double ObservedScale = 10;

    private static readonly StreamPurpose Units = StreamPurpose.Named("squeeze/units");

    private readonly SqueezeSettings _settings;
    private readonly SqueezeDomain[] _domains;
    private readonly EpisodeTracker _episodes;
    private readonly double[] _units;
    private readonly double[] _totals;

    /// <summary>A batch of the game that pays the sum of some domains.</summary>
    public SqueezeGame(string name, SqueezeDomain[] domains, SqueezeSettings settings, int count)
    {
        (_settings, _domains) = (settings, domains);
        Spec = SpecOf(name, settings);
        _episodes = new EpisodeTracker(Spec, count);
        _units = new double[count * settings.Agents];
        _totals = new double[count];
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _episodes.Count;

    /// <summary>The specification that follows from a name and settings.</summary>
    public static EnvironmentSpec SpecOf(string name, SqueezeSettings settings) => new()
    {
        Name = name,
        Agents = settings.Agents,
        Actions = ActionSpec.Named([.. Enumerable.Range(0, settings.MaxLevel + 1).Select(level => $"give {level}")]),
        ObservationSize = settings.Observation == SqueezeObservation.OwnUnit ? 1 : settings.Agents,
        StateSize = settings.Agents,
        EpisodeLimit = 1,
        ObservationParts = settings.Observation == SqueezeObservation.OwnUnit
            ? [new ObservationPart("own unit", 0, [1])]
            : [new ObservationPart("units", 0, [settings.Agents])],
    };

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _totals[environment] = 0;
        Span<double> units = UnitsOf(environment);
        if (_settings.UnitMode == SqueezeUnits.Equal)
        {
            units.Fill(_settings.Unit);
        }
        else
        {
            RandomStream stream = new(_settings.UnitMode == SqueezeUnits.Fixed ? _settings.Seed : seed, Units, 0);
            stream.FillUniform(units, 0, LargestUnit);
        }
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            double total = Total(UnitsOf(environment), action.Discrete);
            _totals[environment] = total;
            results[row] = _episodes.EndStep(environment, Payoff(total), terminated: true);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        if (_settings.Observation == SqueezeObservation.OwnUnit)
        {
            WriteState(environments, observations);
            return;
        }

        int agents = Spec.Agents;
        for (int row = 0; row < environments.Length; row++)
        {
            Span<float> team = Buffers.Row(observations, row, agents * agents);
            WriteUnits(environments[row], team[..agents]);
            for (int agent = 1; agent < agents; agent++)
            {
                team[..agents].CopyTo(Buffers.Row(team, agent, agents));
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            WriteUnits(environments[row], Buffers.Row(states, row, Spec.Agents));
        }
    }

    public Frame Draw(int environment) =>
        SqueezeDrawing.Draw(Payoff, UnitsOf(environment), _settings.MaxLevel, _episodes.StepsOf(environment) > 0 ? _totals[environment] : null);

    /// <summary>What the team gets for a total.</summary>
    internal double Payoff(double total)
    {
        double payoff = 0;
        foreach (SqueezeDomain domain in _domains)
        {
            payoff += domain.Payoff(total);
        }

        return payoff;
    }

    /// <summary>The agents' units, which tests read and set.</summary>
    internal Span<double> UnitsOf(int environment) => Buffers.Row<double>(_units, environment, Spec.Agents);

    private static double Total(ReadOnlySpan<double> units, ReadOnlySpan<int> levels)
    {
        double total = 0;
        for (int agent = 0; agent < units.Length; agent++)
        {
            total += units[agent] * levels[agent];
        }

        return total;
    }

    private void WriteUnits(int environment, Span<float> values)
    {
        ReadOnlySpan<double> units = UnitsOf(environment);
        for (int agent = 0; agent < values.Length; agent++)
        {
            values[agent] = (float)(ObservedScale * units[agent]);
        }
    }
}
