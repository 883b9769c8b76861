using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;

namespace Phalanx.Learning.Algorithms;

/// <summary>An algorithm in the registry: its name, what it works on and how it is made.</summary>
/// <param name="name">Its name.</param>
/// <param name="summary">What it is, in a line.</param>
public abstract class AlgorithmDefinition(string name, string summary)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it is, in a line.</summary>
    public string Summary { get; } = summary;

    /// <summary>
    /// The family that it belongs to, a path such as <c>value-based/mixing</c>. Presets for a family, <c>value-based/*</c>, are for it too. Empty for none.
    /// </summary>
    public string Family { get; init; } = "";

    /// <summary>
    /// The version of what it learns, counted from 1. It rises with a change after which results are others, so that runs of before count as such. Other
    /// last digits are no such change.
    /// </summary>
    public int Results { get; init; } = 1;

    /// <summary>The limit of its joint values in a one-step game; null for a method without joint values.</summary>
    public ExactLimit? Limit { get; init; }

    /// <summary>Whether it reads entities, and so works only where the environment declares them.</summary>
    public bool NeedsEntities { get; init; }

    /// <summary>Whether it works on discrete actions.</summary>
    public abstract bool DiscreteActions { get; }

    /// <summary>Whether it works on continuous actions.</summary>
    public abstract bool ContinuousActions { get; }

    /// <summary>Its settings with their default values.</summary>
    public abstract object CreateDefaultSettings();

    /// <summary>Why it does not work on an environment, in a sentence; null where it does.</summary>
    public string? Refusal(EnvironmentSpec environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        bool discrete = environment.Actions.IsDiscrete;
        if (discrete ? !DiscreteActions : !ContinuousActions)
        {
            return $"the algorithm '{Name}' needs {(discrete ? "continuous" : "discrete")} actions, but '{environment.Name}' has {environment.Actions}";
        }

        return NeedsEntities && environment.Entities is null
            ? $"the algorithm '{Name}' needs entities, but '{environment.Name}' declares none"
            : null;
    }

    /// <summary>Makes the algorithm and the policy that it learns, for an environment. Parameters are not drawn yet.</summary>
    /// <exception cref="UserErrorException">It does not work on that environment.</exception>
    public TrainableTeam Create(EnvironmentSpec environment, RunSettings settings)
    {
        ThrowIfRefused(environment);
        return WithinOnePiece(environment, () => Create(TeamShape.Of(environment), settings));
    }

    /// <summary>Makes the policy alone, without the algorithm.</summary>
    /// <param name="environment">The environment to act in.</param>
    /// <param name="settings">The settings of the run that the weights come from.</param>
    /// <param name="weights">The weights, still to be filled.</param>
    /// <exception cref="UserErrorException">It does not work on that environment.</exception>
    public Policy CreatePolicy(EnvironmentSpec environment, RunSettings settings, out ParameterSet<float> weights)
    {
        ThrowIfRefused(environment);
        var made = new ParameterSet<float>(trainable: false);
        weights = made;
        return WithinOnePiece(environment, () => CreatePolicy(TeamShape.Of(environment), settings, made));
    }

    /// <summary>Makes the algorithm in the form for the team's kind of actions.</summary>
    protected abstract TrainableTeam Create(TeamShape team, RunSettings settings);

    /// <summary>Makes the policy in the form for the team's kind of actions.</summary>
    protected abstract Policy CreatePolicy(TeamShape team, RunSettings settings, ParameterSet<float> weights);

    private T WithinOnePiece<T>(EnvironmentSpec environment, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ShapeTooLargeException failure)
        {
            throw new UserErrorException(
                $"the networks of '{Name}' on '{environment.Name}' have more numbers than one piece of memory can hold; set agent.hidden and the widths of algorithm.* to less", failure);
        }
    }

    private void ThrowIfRefused(EnvironmentSpec environment)
    {
        if (Refusal(environment) is { } refusal)
        {
            throw new UserErrorException(refusal);
        }
    }
}

/// <summary>The definition of an algorithm with settings of its own.</summary>
/// <typeparam name="TSettings">Its settings: a sealed record with defaults.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="summary">What it is, in a line.</param>
public sealed class AlgorithmDefinition<TSettings>(string name, string summary) : AlgorithmDefinition(name, summary)
    where TSettings : class, new()
{
    /// <summary>Its form for discrete actions; null where it has none.</summary>
    public AlgorithmForm<TSettings>? Discrete { get; init; }

    /// <summary>Its form for continuous actions; null where it has none.</summary>
    public AlgorithmForm<TSettings>? Continuous { get; init; }

    /// <inheritdoc/>
    public override bool DiscreteActions => Discrete is not null;

    /// <inheritdoc/>
    public override bool ContinuousActions => Continuous is not null;

    /// <inheritdoc/>
    public override object CreateDefaultSettings() => new TSettings();

    /// <inheritdoc/>
    protected override TrainableTeam Create(TeamShape team, RunSettings settings) => FormFor(team).Create(team, settings);

    /// <inheritdoc/>
    protected override Policy CreatePolicy(TeamShape team, RunSettings settings, ParameterSet<float> weights) =>
        FormFor(team).CreatePolicy(team, settings, weights);

    private AlgorithmForm<TSettings> FormFor(TeamShape team) => (team.ContinuousActions is null ? Discrete : Continuous)!;
}

/// <summary>The settings of an algorithm that has none of its own.</summary>
public sealed record NoAlgorithmSettings;
