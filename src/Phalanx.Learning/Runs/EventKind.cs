namespace Phalanx.Learning.Runs;

/// <summary>What an event of TensorBoard tells.</summary>
public enum EventKind
{
    /// <summary>Figures of a step.</summary>
    Figures,

    /// <summary>The format of the file, which it begins with.</summary>
    Version,

    /// <summary>A process goes on with the run: what stands before it for its step and later ones is void.</summary>
    Start,
}
