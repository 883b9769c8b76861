using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Phalanx.Environments;

/// <summary>
/// A number of equal environments that are stepped together. All code that runs environments sees only this. Built-in environments
/// implement it directly; <see cref="EnvironmentBatch.Of"/> makes one of any <see cref="IEnvironment"/>.
/// </summary>
/// <remarks>
/// <para>
/// The environments are numbered from 0 and know nothing of each other: what one of them does never depends on which others are stepped
/// with it, nor in what order. Every method that takes a list of environments works on those, in the order of the list, and the data of
/// one environment follows that of the other. A list holds no environment twice.
/// </para>
/// <para>
/// Calls for different environments may run at the same time on different threads; those for the same one may not.
/// </para>
/// <para>
/// The code that makes a batch disposes it, also after an error, or gives it to an object that says it owns what it is given. A batch that holds nothing to release need not implement
/// <see cref="IDisposable.Dispose"/>.
/// </para>
/// </remarks>
public interface IEnvironmentBatch : IDisposable
{
    /// <summary>What each of the environments is from outside; always the same.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>How many environments there are.</summary>
    int Count { get; }

    /// <summary>
    /// Which program simulates the environments, where it is one that may be of another version next time: its versions, by names in snake_case. They are written
    /// down with a run, since results of different versions do not compare. By default there is none.
    /// </summary>
    IReadOnlyDictionary<string, string> Simulator => ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Begins an episode in one environment, whether or not the one before it came to its end.</summary>
    /// <param name="environment">The number of the environment.</param>
    /// <param name="seed">Where everything random in the episode comes from, and nothing else.</param>
    void Reset(int environment, ulong seed);

    /// <summary>Takes one step in each of some environments whose episodes are not over.</summary>
    /// <param name="environments">Which ones.</param>
    /// <param name="actions">What their agents do, environment after environment.</param>
    /// <param name="results">Where to write what each step led to.</param>
    void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results);

    /// <summary>
    /// Takes one step in each of some environments whose episodes are not over, in which they play their teams themselves, as
    /// <see cref="IEnvironment.StepByScript"/> says.
    /// </summary>
    /// <param name="script">The place of the script in <see cref="EnvironmentSpec.Scripts"/>.</param>
    /// <param name="environments">Which ones.</param>
    /// <param name="results">Where to write what each step led to.</param>
    void StepByScript(int script, ReadOnlySpan<int> environments, Span<StepResult> results) =>
        throw EnvironmentContractException.NoScript(Spec, script, nameof(StepByScript));

    /// <summary>Writes what each agent sees now.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="observations">[environments x agents x <see cref="EnvironmentSpec.ObservationSize"/>].</param>
    void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations);

    /// <summary>Writes what is true now.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="states">[environments x <see cref="EnvironmentSpec.StateSize"/>].</param>
    void WriteState(ReadOnlySpan<int> environments, Span<float> states);

    /// <summary>Writes which discrete actions each agent may choose now. By default all of them.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="available">[environments x agents x <see cref="ActionSpec.Count"/>]; empty when actions are continuous.</param>
    void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available) => available.Fill(true);

    /// <summary>Writes which agents are alive now, as <see cref="IEnvironment.WriteAlive"/> says. By default all of them.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="alive">[environments x agents]; true is alive.</param>
    void WriteAlive(ReadOnlySpan<int> environments, Span<bool> alive)
    {
        if (Spec.DeclaresAlive)
        {
            throw EnvironmentContractException.NotImplemented(Spec, "which agents are alive", nameof(WriteAlive));
        }

        alive.Fill(true);
    }

    /// <summary>Writes how the episodes went so far.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="statistics">[environments x <see cref="EnvironmentSpec.Statistics"/>].</param>
    void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        if (Spec.Statistics.Count > 0)
        {
            throw EnvironmentContractException.NotImplemented(Spec, "statistics", nameof(WriteStatistics));
        }
    }

    /// <summary>Writes the numbers of the state that describe each agent.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="features">[environments x agents x <see cref="EnvironmentSpec.AgentFeatureSize"/>].</param>
    void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features)
    {
        if (Spec.AgentFeatureSize > 0)
        {
            throw EnvironmentContractException.NotImplemented(Spec, "agent features", nameof(WriteAgentFeatures));
        }
    }

    /// <summary>Writes the entities and who sees them, as <see cref="IEnvironment.WriteEntities"/> says.</summary>
    /// <param name="environments">Which environments.</param>
    /// <param name="rows">[environments x entities x <see cref="EntitySpec.Width"/>].</param>
    /// <param name="absent">[environments x entities].</param>
    /// <param name="hidden">[environments x agents x entities].</param>
    void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        if (Spec.Entities is not null)
        {
            throw EnvironmentContractException.NotImplemented(Spec, "entities", nameof(WriteEntities));
        }
    }

    /// <summary>Looks for what can never be true of one environment, as <see cref="IEnvironment.FindFault"/> says.</summary>
    /// <param name="environment">The number of the environment.</param>
    string? FindFault(int environment) => null;

    /// <summary>A picture of one environment as it is now, or null when it draws none.</summary>
    /// <param name="environment">The number of the environment.</param>
    Frame? Draw(int environment) => null;

    /// <summary>Releases what the environments hold, such as processes of their own. By default there is nothing to release.</summary>
    [SuppressMessage("Usage", "CA1816", Justification = "A batch that has a finaliser implements Dispose itself.")]
    void IDisposable.Dispose()
    {
    }
}
