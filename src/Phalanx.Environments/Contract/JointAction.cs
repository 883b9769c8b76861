namespace Phalanx.Environments;

/// <summary>
/// What all agents of a team do in one step, in the order of their ids: one number per agent when actions are discrete,
/// <see cref="ActionSpec.Dimensions"/> numbers per agent when they are continuous. For a batch, one environment follows the other.
/// </summary>
public readonly ref struct JointAction
{
    /// <summary>Discrete actions; the span is not copied.</summary>
    /// <param name="discrete">One action per agent.</param>
    public JointAction(ReadOnlySpan<int> discrete) => Discrete = discrete;

    /// <summary>Continuous actions; the span is not copied.</summary>
    /// <param name="continuous">As many numbers per agent as actions have dimensions.</param>
    public JointAction(ReadOnlySpan<float> continuous) => Continuous = continuous;

    /// <summary>The actions when they are discrete, otherwise empty.</summary>
    public ReadOnlySpan<int> Discrete { get; }

    /// <summary>The actions when they are continuous, otherwise empty.</summary>
    public ReadOnlySpan<float> Continuous { get; }

    /// <summary>The part that belongs to one environment of a batch.</summary>
    /// <param name="row">The place of the environment in the order of the data.</param>
    /// <param name="spec">What the environments are.</param>
    public JointAction Row(int row, EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        int numbers = spec.Agents * spec.Actions.Dimensions;
        return spec.Actions.IsDiscrete
            ? new JointAction(Discrete.Slice(row * spec.Agents, spec.Agents))
            : new JointAction(Continuous.Slice(row * numbers, numbers));
    }
}
