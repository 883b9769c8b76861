namespace Phalanx.Acting;

/// <summary>How the values of the last operation become actions.</summary>
public enum PolicyActionKind
{
    /// <summary>The available action of the largest value, the first of equal ones. A value that is no number is never larger than another.</summary>
    Argmax,

    /// <summary>The hyperbolic tangent of the first values of an agent, scaled from [-1, 1] to the bounds of its action.</summary>
    Tanh,
}
