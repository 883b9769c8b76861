namespace Phalanx.Learning.Settings;

/// <summary>The optimisers to choose from.</summary>
public enum OptimiserKind
{
    /// <summary>RMSprop without momentum, not centred.</summary>
    Rmsprop,

    /// <summary>Adam without weight decay.</summary>
    Adam,
}
