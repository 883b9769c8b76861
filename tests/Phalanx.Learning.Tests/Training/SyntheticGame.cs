using Phalanx.Acting;
using Phalanx.Learning.Policies;
using SeenEntities = Phalanx.Learning.Policies.SeenEntities;

namespace Phalanx.Learning.Tests.Training;

/// <summary>What a team of some shape sees, drawn anew at every step, and what it does.</summary>
internal sealed class SyntheticGame(Policy policy)
{
    private readonly Random _random = new(5);
    private readonly TeamShape _team = policy.Team;
    private readonly bool _seesEntities = policy.Network.SeesEntities;
    private int[] _actions = [];
    private int[] _shipped = [];
    private float[] _numbers = [];
    private float[] _shippedNumbers = [];

    public float[] Observations { get; private set; } = [];

    public float[] Rows { get; private set; } = [];

    public bool[] Absent { get; private set; } = [];

    public bool[] Hidden { get; private set; } = [];

    public bool[] Available { get; private set; } = [];

    /// <summary>What the shipped team did.</summary>
    public int[] ShippedActions => _shipped;

    /// <summary>The same where actions are numbers.</summary>
    public float[] ShippedNumbers => _shippedNumbers;

    public void Draw()
    {
        int entities = _team.Entities?.Count ?? 0;
        Observations = Numbers(_team.Agents * _team.Observation);
        Rows = Numbers(entities * (_team.Entities?.Width ?? 0));
        Absent = Flags(entities, 0.2);
        Hidden = Flags(_team.Agents * entities, _random.Next(4) == 0 ? 1 : 0.4);
        Available = Flags(_team.Agents * _team.Actions, 0.5);
        for (int agent = 0; agent < _team.Agents && _team.Actions > 0; agent++)
        {
            Available[(agent * _team.Actions) + _random.Next(_team.Actions)] = true;
        }

        (_actions, _shipped) = (new int[_team.Agents], new int[_team.Agents]);
        _numbers = new float[_team.Agents * _team.ActionDimensions];
        _shippedNumbers = new float[_numbers.Length];
    }

    public void Act(ActingTeam team)
    {
        if (_team.ContinuousActions is not null)
        {
            team.Act(Observations, _numbers);
        }
        else if (_seesEntities)
        {
            team.Act(new SeenEntities(Rows, Absent, Hidden), Available, _actions);
        }
        else
        {
            team.Act(Observations, Available, _actions);
        }
    }

    public void Act(PolicyTeam team)
    {
        if (_team.ContinuousActions is not null)
        {
            team.Act(Observations, _shippedNumbers);
        }
        else if (_seesEntities)
        {
            team.Act(new Phalanx.Acting.SeenEntities(Rows, Absent, Hidden), Available, _shipped);
        }
        else
        {
            team.Act(Observations, Available, _shipped);
        }
    }

    /// <summary>The shipped team did the same, but where two values were nearly equal; there it is told what the other did.</summary>
    public void AssertSameActions(ReadOnlySpan<float> values, float tie, PolicyTeam shipped, NetworkValues network)
    {
        for (int agent = 0; agent < _team.Agents && _team.Actions > 0; agent++)
        {
            ReadOnlySpan<float> own = values.Slice(agent * _team.Actions, _team.Actions);
            if (_actions[agent] != _shipped[agent])
            {
                Assert.True(Math.Abs(own[_actions[agent]] - own[_shipped[agent]]) <= tie, $"agent {agent} did {_shipped[agent]} and not {_actions[agent]}");
                shipped.Correct(agent, _actions[agent]);
            }

            network.LastActions[agent] = _actions[agent];
        }

        for (int i = 0; i < _numbers.Length; i++)
        {
            float low = _team.ContinuousActions!.Low[i % _team.ActionDimensions];
            float high = _team.ContinuousActions.High[i % _team.ActionDimensions];
            Assert.InRange(_shippedNumbers[i], low, high);
            Assert.Equal(_numbers[i], _shippedNumbers[i], 2e-5f * (high - low));
        }
    }

    /// <summary>One agent by itself does what the shipped team did.</summary>
    public void AssertSameAction(PolicyAgent agent)
    {
        ReadOnlySpan<float> seen = Observations.AsSpan(agent.Id * _team.Observation, _team.Observation);
        if (_team.ContinuousActions is null)
        {
            Assert.Equal(_shipped[agent.Id], agent.Act(seen, Available.AsSpan(agent.Id * _team.Actions, _team.Actions)));
            return;
        }

        float[] numbers = new float[_team.ActionDimensions];
        agent.Act(seen, numbers);
        Assert.Equal(_shippedNumbers[(agent.Id * numbers.Length)..][..numbers.Length], numbers);
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * _random.NextSingle()) - 1)];

    private bool[] Flags(int count, double share) => [.. Enumerable.Range(0, count).Select(_ => _random.NextDouble() < share)];
}
