namespace Phalanx.Learning.Runs;

/// <summary>What a run that is being trained does at the moment.</summary>
public enum RunPhase
{
    /// <summary>It plays episodes to learn from.</summary>
    Collect,

    /// <summary>It makes training steps.</summary>
    Learn,

    /// <summary>It tests the team.</summary>
    Test,

    /// <summary>It saves a checkpoint.</summary>
    Save,
}
