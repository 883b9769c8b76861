namespace Phalanx.Environments.Tests;

/// <summary>A corridor of which one part can be replaced.</summary>
internal sealed class Broken : Corridor
{
    public delegate void Writer<T>(int steps, Span<T> values);

    public delegate void Hider(Span<bool> hidden);

    public Func<EnvironmentSpec, EnvironmentSpec> Declares { get; init; } = spec => spec;

    public Func<int, StepResult, StepResult> Returns { get; init; } = (_, result) => result;

    public Writer<float>? Observes { get; init; }

    public Writer<float>? States { get; init; }

    public Writer<float>? Counts { get; init; }

    public Writer<bool>? Allows { get; init; }

    public Writer<bool>? Loses { get; init; }

    public Hider? Hides { get; init; }

    public Func<int, Frame>? Draws { get; init; }

    public override EnvironmentSpec Spec => Declares(base.Spec);

    public override StepResult Step(JointAction action) => Returns(Steps + 1, base.Step(action));

    public override Frame? Draw() => Draws?.Invoke(Steps);

    public override void WriteObservations(Span<float> observations)
    {
        if (Observes is null)
        {
            base.WriteObservations(observations);
        }
        else
        {
            Observes(Steps, observations);
        }
    }

    public override void WriteState(Span<float> state)
    {
        base.WriteState(state);
        States?.Invoke(Steps, state);
    }

    public override void WriteStatistics(Span<float> statistics)
    {
        base.WriteStatistics(statistics);
        Counts?.Invoke(Steps, statistics);
    }

    public override void WriteAvailableActions(Span<bool> available)
    {
        if (Allows is null)
        {
            base.WriteAvailableActions(available);
        }
        else
        {
            Allows(Steps, available);
        }
    }

    public override void WriteAlive(Span<bool> alive)
    {
        base.WriteAlive(alive);
        Loses?.Invoke(Steps, alive);
    }

    public override void WriteEntities(Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        base.WriteEntities(rows, absent, hidden);
        Hides?.Invoke(hidden);
    }
}
