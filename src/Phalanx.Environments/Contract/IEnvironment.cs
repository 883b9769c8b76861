namespace Phalanx.Environments;

/// <summary>
/// A world in which a team of agents earns one common reward. This is what you implement to bring your own: a specification, a reset, a
/// step, and what there is to see. <see cref="EnvironmentChecker"/> tells what it gets wrong.
/// </summary>
/// <remarks>
/// <para>
/// An episode is a <see cref="Reset"/>, then steps until one of them says that it is over. Everything random comes from the seed of the
/// reset: the same seed and the same actions always give the same episode, after any other episodes, on any thread.
/// </para>
/// <para>
/// Everything that is written goes into the caller's memory, agent after agent, and all of it must be written. The methods that write may be
/// called any number of times after a reset or a step, the last one included, and change nothing.
/// </para>
/// <para>
/// An environment that holds something to release, such as a process of its own, implements <see cref="IDisposable"/> as well; the batch that
/// holds the environment disposes it.
/// </para>
/// </remarks>
public interface IEnvironment
{
    /// <summary>What this environment is from outside; always the same.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>Begins an episode, whether or not the one before it came to its end.</summary>
    /// <param name="seed">Where everything random in this episode comes from, and nothing else.</param>
    void Reset(ulong seed);

    /// <summary>Lets every agent act at once.</summary>
    /// <param name="action">
    /// What they do. Discrete actions are among the available ones; continuous actions lie within their bounds.
    /// </param>
    /// <returns>The team's reward, and whether the episode is over.</returns>
    StepResult Step(JointAction action);

    /// <summary>
    /// Takes one step in which the environment plays the team itself, in one of its own ways. The choice depends on what is true in the episode
    /// alone, so the same seed gives the same episode. Scripts may do what agents cannot, such as attack what none of them sees.
    /// </summary>
    /// <param name="script">The place of the script in <see cref="EnvironmentSpec.Scripts"/>.</param>
    /// <returns>The team's reward, and whether the episode is over.</returns>
    StepResult StepByScript(int script) => throw EnvironmentContractException.NoScript(Spec, script, nameof(StepByScript));

    /// <summary>Writes what each agent sees now.</summary>
    /// <param name="observations">[agents x <see cref="EnvironmentSpec.ObservationSize"/>].</param>
    void WriteObservations(Span<float> observations);

    /// <summary>Writes what is true now.</summary>
    /// <param name="state">[<see cref="EnvironmentSpec.StateSize"/>].</param>
    void WriteState(Span<float> state);

    /// <summary>Writes which discrete actions each agent may choose now, at least one for each. By default all of them.</summary>
    /// <param name="available">[agents x <see cref="ActionSpec.Count"/>]; true is available. Empty when actions are continuous.</param>
    void WriteAvailableActions(Span<bool> available) => available.Fill(true);

    /// <summary>
    /// Writes which agents are alive now. By default all of them. Where actions are discrete, an agent that is not alive has one available
    /// action, the first: it does nothing.
    /// </summary>
    /// <param name="alive">[agents]; true is alive. An environment that writes false sets <see cref="EnvironmentSpec.DeclaresAlive"/>.</param>
    void WriteAlive(Span<bool> alive)
    {
        if (Spec.DeclaresAlive)
        {
            throw EnvironmentContractException.NotImplemented(Spec, "which agents are alive", nameof(WriteAlive));
        }

        alive.Fill(true);
    }

    /// <summary>Writes how the episode went so far; what counts is what it writes after the last step.</summary>
    /// <param name="statistics">One number for each of <see cref="EnvironmentSpec.Statistics"/>, in that order.</param>
    void WriteStatistics(Span<float> statistics)
    {
        if (Spec.Statistics.Count > 0)
        {
            throw EnvironmentContractException.NotImplemented(Spec, "statistics", nameof(WriteStatistics));
        }
    }

    /// <summary>Writes the numbers of the state that describe each agent.</summary>
    /// <param name="features">[agents x <see cref="EnvironmentSpec.AgentFeatureSize"/>].</param>
    void WriteAgentFeatures(Span<float> features)
    {
        if (Spec.AgentFeatureSize > 0)
        {
            throw EnvironmentContractException.NotImplemented(Spec, "agent features", nameof(WriteAgentFeatures));
        }
    }

    /// <summary>Writes the entities and who sees them.</summary>
    /// <param name="rows">[entities x <see cref="EntitySpec.Width"/>], the agents first.</param>
    /// <param name="absent">[entities]; true where a row stands for nothing now: dead, captured or padding.</param>
    /// <param name="hidden">
    /// [agents x entities]; true where the agent does not see the entity. What is absent is hidden from all; an agent that is not absent
    /// sees itself.
    /// </param>
    void WriteEntities(Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        if (Spec.Entities is not null)
        {
            throw EnvironmentContractException.NotImplemented(Spec, "entities", nameof(WriteEntities));
        }
    }

    /// <summary>
    /// Looks for what can never be true of this world after a step, such as two bodies in one place. Only the checker asks, after every step of an
    /// episode that it asked from the first; a world that knows no such rules finds none.
    /// </summary>
    /// <returns>What is wrong, in a sentence without a full stop; null when nothing is.</returns>
    string? FindFault() => null;

    /// <summary>A picture of what is true now, or null when it draws none.</summary>
    Frame? Draw() => null;
}
