using Phalanx.Foundation;
using Phalanx.Learning;
using Phalanx.Learning.Policies;

namespace Phalanx.Export.Tests;

/// <summary>A team in a world that shows it random numbers, with all that it was shown, what it valued and what it did.</summary>
internal sealed class PlayedTeam
{
    private readonly ActingTeam _acting;
    private readonly List<float> _values = [];
    private readonly bool[] _absent;
    private readonly bool[] _hidden;
    private readonly bool[] _available;
    private readonly int[] _discrete;

    public PlayedTeam(Policy policy)
    {
        _acting = new ActingTeam(policy with
        {
            Rule = new ListeningRule(policy.Rule, _values),
            ContinuousRule = policy.ContinuousRule is { } rule ? new ListeningContinuousRule(rule, _values) : null,
        });
        Team = _acting.Team;
        Observations = new float[Team.Agents * Team.Observation];
        Entities = new float[Team.Entities!.Count * Team.Entities.Width];
        _absent = new bool[Team.Entities.Count];
        _hidden = new bool[Team.Agents * Team.Entities.Count];
        _available = new bool[Team.Agents * Team.Actions];
        _discrete = new int[Team.Agents];
        LastActions = new int[Team.Entities.Count];
        Actions = new float[Team.Agents * Math.Max(1, Team.ActionDimensions)];
    }

    public TeamShape Team { get; }

    public float[] Observations { get; }

    public float[] Entities { get; }

    public float[] Absent => [.. _absent.Select(Flag)];

    public float[] Hidden => [.. _hidden.Select(Flag)];

    public float[] Available => [.. _available.Select(Flag)];

    /// <summary>The actions before the step, -1 where there were none and for what is no agent.</summary>
    public int[] LastActions { get; }

    /// <summary>What the team did, discrete actions as numbers.</summary>
    public float[] Actions { get; }

    /// <summary>The outputs of its networks, agent after agent.</summary>
    public IReadOnlyList<float> Values => _values;

    public void Begin()
    {
        _acting.Begin();
        Array.Fill(LastActions, -1);
        Array.Fill(_discrete, -1);
    }

    /// <summary>Shows random numbers, and acts.</summary>
    public void Step(ref RandomStream stream)
    {
        for (int agent = 0; agent < Team.Agents; agent++)
        {
            LastActions[agent] = _discrete[agent];
        }

        Draw(Observations, ref stream);
        Draw(Entities, ref stream);
        Draw(_absent, 0.2, ref stream);
        Draw(_hidden, stream.NextInt(3) switch { 0 => 0, 1 => 0.5, _ => 1 }, ref stream); // at times an agent sees all, at times nothing
        Draw(_available, 0.6, ref stream);
        _values.Clear();
        var seen = new SeenEntities(Entities, _absent, _hidden);
        if (Team.ContinuousActions is null)
        {
            for (int agent = 0; agent < Team.Agents; agent++)
            {
                _available[(agent * Team.Actions) + stream.NextInt(Team.Actions)] = true;
            }

            if (_acting.SeesEntities)
            {
                _acting.Act(seen, _available, _discrete);
            }
            else
            {
                _acting.Act(Observations, _available, _discrete);
            }

            Array.Copy(_discrete, Actions, Actions.Length);
        }
        else if (_acting.SeesEntities)
        {
            _acting.Act(seen, Actions);
        }
        else
        {
            _acting.Act(Observations, Actions);
        }
    }

    private static float Flag(bool flag) => flag ? 1 : 0;

    private static void Draw(float[] numbers, ref RandomStream stream)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)((stream.NextDouble() * 2) - 1);
        }
    }

    private static void Draw(bool[] flags, double probability, ref RandomStream stream)
    {
        for (int i = 0; i < flags.Length; i++)
        {
            flags[i] = stream.NextDouble() < probability;
        }
    }
}
