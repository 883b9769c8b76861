namespace Phalanx.Environments.Particles;

/// <summary>What a body in a particle world is like. All have mass 1.</summary>
/// <param name="Radius">The radius of its disc.</param>
internal readonly record struct Body(double Radius)
{
    /// <summary>Whether forces move it.</summary>
    public bool Moves { get; init; }

    /// <summary>Whether it and others that are solid push each other away.</summary>
    public bool Solid { get; init; }

    /// <summary>The force of an action, in each direction.</summary>
    public double Acceleration { get; init; }

    /// <summary>How fast it can be; null for no limit.</summary>
    public double? MaxSpeed { get; init; }
}
