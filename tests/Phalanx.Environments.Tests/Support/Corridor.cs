using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

/// <summary>
/// An environment as a user might write it, which keeps every rule: two agents walk along a corridor to a goal at its far end. It offers
/// all
/// that can be declared. Tests derive from it to break one rule at a time.
/// </summary>
internal class Corridor : IEnvironment
{
    public const int Length = 6;
    public const int Limit = 12;

    private static readonly StreamPurpose Start = StreamPurpose.Named("corridor/start");

    public virtual EnvironmentSpec Spec { get; } = new()
    {
        Name = "corridor",
        Agents = 2,
        Actions = ActionSpec.Discrete(2),
        ObservationSize = 1,
        StateSize = 3,
        EpisodeLimit = Limit,
        Statistics = ["reached_goal"],
        AgentFeatureSize = 1,
        Entities = new EntitySpec(Count: 4, Width: 1),
    };

    protected int[] Positions { get; } = new int[2];

    protected int Steps { get; set; }

    protected bool Reached => Positions[0] == Length - 1 && Positions[1] == Length - 1;

    public virtual void Reset(ulong seed)
    {
        Steps = 0;
        RandomStream stream = new(seed, Start, 0);
        Positions[0] = stream.NextInt(Length / 2);
        Positions[1] = stream.NextInt(Length / 2);
    }

    public virtual StepResult Step(JointAction action)
    {
        for (int agent = 0; agent < 2; agent++)
        {
            Positions[agent] += action.Discrete[agent] == 1 ? 1 : -1;
        }

        Steps++;
        return new StepResult(Reached ? 1 : -0.1, Reached, Steps == Limit && !Reached);
    }

    public virtual void WriteObservations(Span<float> observations)
    {
        observations[0] = Positions[0];
        observations[1] = Positions[1];
    }

    public virtual void WriteState(Span<float> state)
    {
        state[0] = Positions[0];
        state[1] = Positions[1];
        state[2] = Steps;
    }

    public virtual void WriteAvailableActions(Span<bool> available)
    {
        for (int agent = 0; agent < 2; agent++)
        {
            available[2 * agent] = Positions[agent] > 0;
            available[(2 * agent) + 1] = Positions[agent] < Length - 1;
        }
    }

    public virtual Frame? Draw() => null;

    public virtual void WriteAlive(Span<bool> alive) => alive.Fill(true);

    public virtual void WriteStatistics(Span<float> statistics) => statistics[0] = Reached ? 1 : 0;

    public virtual void WriteAgentFeatures(Span<float> features)
    {
        features[0] = Positions[0];
        features[1] = Positions[1];
    }

    /// <summary>The agents, the goal that is seen from near alone, and an empty place.</summary>
    public virtual void WriteEntities(Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        rows[0] = Positions[0];
        rows[1] = Positions[1];
        rows[2] = Length - 1;
        rows[3] = 0;
        absent.Clear();
        absent[3] = true;
        hidden.Clear();
        for (int agent = 0; agent < 2; agent++)
        {
            hidden[(4 * agent) + 2] = Positions[agent] < Length - 3;
            hidden[(4 * agent) + 3] = true;
        }
    }
}
