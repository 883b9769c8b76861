using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Learning.Policies;

namespace Phalanx.Examples.SameTeam;

/// <summary>Plays episodes in one environment, by whichever team is given.</summary>
internal sealed class Game(IEnvironmentBatch environment) : IDisposable
{
    private static readonly int[] Only = [0];

    private readonly EnvironmentSpec _spec = environment.Spec;
    private readonly float[] _observations = new float[environment.Spec.Agents * environment.Spec.ObservationSize];
    private readonly bool[] _available = new bool[environment.Spec.Agents * environment.Spec.Actions.Count];
    private readonly int[] _actions = new int[environment.Spec.Agents];
    private readonly float[] _entities = new float[environment.Spec.Entities is { } entities ? entities.Count * entities.Width : 0];
    private readonly bool[] _absent = new bool[environment.Spec.Entities?.Count ?? 0];
    private readonly bool[] _hidden = new bool[environment.Spec.Agents * (environment.Spec.Entities?.Count ?? 0)];

    public void Dispose() => environment.Dispose();

    /// <summary>Plays by the team as it was trained.</summary>
    public Episode Play(ulong seed, ActingTeam team)
    {
        team.Begin();
        return Play(seed, () =>
        {
            if (team.SeesEntities)
            {
                team.Act(new Learning.Policies.SeenEntities(_entities, _absent, _hidden), _available, _actions);
            }
            else
            {
                team.Act(_observations, _available, _actions);
            }
        });
    }

    /// <summary>Plays by the exported team.</summary>
    public Episode Play(ulong seed, PolicyTeam team, bool seesEntities)
    {
        team.Begin();
        return Play(seed, () =>
        {
            if (seesEntities)
            {
                team.Act(new Phalanx.Acting.SeenEntities(_entities, _absent, _hidden), _available, _actions);
            }
            else
            {
                team.Act(_observations, _available, _actions);
            }
        });
    }

    private Episode Play(ulong seed, Action act)
    {
        environment.Reset(0, seed);
        List<int> actions = [];
        double sum = 0;
        var results = new StepResult[1];
        do
        {
            environment.WriteObservations(Only, _observations);
            environment.WriteAvailableActions(Only, _available);
            if (_spec.Entities is not null)
            {
                environment.WriteEntities(Only, _entities, _absent, _hidden);
            }

            act();
            actions.AddRange(_actions);
            environment.Step(Only, new JointAction(_actions), results);
            sum += results[0].Reward;
        }
        while (!results[0].Terminated && !results[0].Truncated);
        float[] statistics = new float[_spec.Statistics.Count];
        if (statistics.Length > 0)
        {
            environment.WriteStatistics(Only, statistics);
        }

        return new Episode(sum, statistics, actions);
    }
}

/// <summary>How an episode went.</summary>
internal sealed record Episode(double Return, IReadOnlyList<float> Statistics, IReadOnlyList<int> Actions)
{
    public bool DidTheSame(Episode other) => Actions.SequenceEqual(other.Actions);

    /// <summary>The same statistics; where an environment has none, the same return.</summary>
    public bool EndedTheSame(Episode other) => Statistics.Count > 0 ? Statistics.SequenceEqual(other.Statistics) : Return.Equals(other.Return);
}
