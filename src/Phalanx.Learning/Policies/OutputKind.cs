namespace Phalanx.Learning.Policies;

/// <summary>What the outputs of an agent's network are to the rule that chooses of them, for those who look at them.</summary>
public enum OutputKind
{
    /// <summary>They say nothing that the action does not say.</summary>
    None,

    /// <summary>Values of discrete actions.</summary>
    Values,

    /// <summary>Logits of discrete actions, whose soft-max are their probabilities.</summary>
    Logits,

    /// <summary>The means of a squashed Gaussian for each dimension of a continuous action, then the logarithms of its deviations.</summary>
    Gaussian,
}
