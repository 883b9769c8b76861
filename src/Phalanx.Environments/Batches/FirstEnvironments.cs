namespace Phalanx.Environments;

/// <summary>The first environments of a batch that is used by several, one after the other. It owns nothing.</summary>
internal sealed class FirstEnvironments(IEnvironmentBatch whole, int count) : IEnvironmentBatch
{
    public EnvironmentSpec Spec => whole.Spec;

    public int Count => count;

    public IReadOnlyDictionary<string, string> Simulator => whole.Simulator;

    public void Reset(int environment, ulong seed) => whole.Reset(environment, seed);

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results) => whole.Step(environments, actions, results);

    public void StepByScript(int script, ReadOnlySpan<int> environments, Span<StepResult> results) => whole.StepByScript(script, environments, results);

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => whole.WriteObservations(environments, observations);

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => whole.WriteState(environments, states);

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available) => whole.WriteAvailableActions(environments, available);

    public void WriteAlive(ReadOnlySpan<int> environments, Span<bool> alive) => whole.WriteAlive(environments, alive);

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics) => whole.WriteStatistics(environments, statistics);

    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features) => whole.WriteAgentFeatures(environments, features);

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden) =>
        whole.WriteEntities(environments, rows, absent, hidden);

    public string? FindFault(int environment) => whole.FindFault(environment);

    public Frame? Draw(int environment) => whole.Draw(environment);
}
