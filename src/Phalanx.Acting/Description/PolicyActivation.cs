namespace Phalanx.Acting;

/// <summary>What follows a linear operation.</summary>
public enum PolicyActivation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>max(x, 0)</c>.</summary>
    Relu,
}
