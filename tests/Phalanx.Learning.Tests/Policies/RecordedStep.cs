using Phalanx.Learning.Episodes;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Tests.Replay;

namespace Phalanx.Learning.Tests.Policies;

/// <summary>A recorded step of an episode: what the team saw, the actions it took then, and the actions of an acting team.</summary>
internal sealed class RecordedStep(TeamShape team)
{
    private readonly float[] _observations = new float[team.Agents * team.Observation];
    private readonly bool[] _available = new bool[team.Agents * team.Actions];
    private readonly float[] _rows = new float[team.Entities!.Count * team.Entities.Width];
    private readonly bool[] _absent = new bool[team.Entities.Count];
    private readonly bool[] _hidden = new bool[team.Agents * team.Entities.Count];
    private readonly int[] _discrete = new int[team.Agents];
    private readonly float[] _continuous = new float[team.Agents * team.ActionDimensions];

    /// <summary>What the team did when it was recorded.</summary>
    public float[] Recorded { get; } = new float[team.Agents * Math.Max(1, team.ActionDimensions)];

    /// <summary>What the team at work did.</summary>
    public float[] Done { get; } = new float[team.Agents * Math.Max(1, team.ActionDimensions)];

    private bool IsDiscrete => team.ContinuousActions is null;

    public void Read(StoredEpisode episode, int step)
    {
        episode.Read(SlotFields.Observations, step, _observations);
        episode.Read(SlotFields.Entities, step, _rows);
        episode.ReadFlags(SlotFields.AbsentEntities, step, _absent);
        episode.ReadFlags(SlotFields.HiddenEntities, step, _hidden);
        if (IsDiscrete)
        {
            episode.ReadFlags(SlotFields.AvailableActions, step, _available);
            episode.Read(SlotFields.Actions, step, _discrete);
            Convert(_discrete, Recorded);
        }
        else
        {
            episode.Read(SlotFields.ContinuousActions, step, Recorded);
        }
    }

    /// <summary>Calls the <c>Act</c> that the team asks for.</summary>
    public void Act(ActingTeam acting)
    {
        var entities = new SeenEntities(_rows, _absent, _hidden);
        switch (acting.SeesEntities, IsDiscrete)
        {
            case (true, true):
                acting.Act(entities, _available, _discrete);
                break;
            case (true, false):
                acting.Act(entities, _continuous);
                break;
            case (false, true):
                acting.Act(_observations, _available, _discrete);
                break;
            default:
                acting.Act(_observations, _continuous);
                break;
        }

        if (IsDiscrete)
        {
            Convert(_discrete, Done);
        }
        else
        {
            _continuous.CopyTo(Done, 0);
        }
    }

    private static void Convert(int[] actions, float[] numbers)
    {
        for (int i = 0; i < actions.Length; i++)
        {
            numbers[i] = actions[i];
        }
    }
}
