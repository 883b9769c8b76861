namespace Phalanx.Acting;

/// <summary>The shape of a value that operations read and make: a row for every agent or for every entity.</summary>
public readonly struct ValueShape
{
    /// <summary>A shape.</summary>
    /// <param name="ofEntities">Whether there is a row for every entity; otherwise for every agent.</param>
    /// <param name="width">How long a row is.</param>
    public ValueShape(bool ofEntities, int width) => (OfEntities, Width) = (ofEntities, width);

    /// <summary>Whether there is a row for every entity; otherwise for every agent.</summary>
    public bool OfEntities { get; }

    /// <summary>How long a row is.</summary>
    public int Width { get; }
}
