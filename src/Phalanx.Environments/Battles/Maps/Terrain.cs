namespace Phalanx.Environments.Battles;

/// <summary>
/// Which cells can be walked on. Cell (x, y) covers [x, x+1) x [y, y+1); x runs to the right and y upwards.
/// </summary>
internal sealed class Terrain
{
    /// <summary>How many cells a side of a map has.</summary>
    public const int Side = 32;

    private readonly bool[] _walkable;
    private readonly double[] _heights;
    private readonly Lazy<Paths?> _paths;

    /// <param name="name">What it is called.</param>
    /// <param name="walkable">[y x x]: whether a cell can be walked on, the bottom row first.</param>
    /// <param name="heights">[y x x]: how high it is, from 0 to 1, only to be observed.</param>
    public Terrain(string name, ReadOnlySpan<bool> walkable, ReadOnlySpan<double> heights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(walkable.Length, Side * Side);
        ArgumentOutOfRangeException.ThrowIfNotEqual(heights.Length, Side * Side);
        (Name, _walkable, _heights) = (name, walkable.ToArray(), heights.ToArray());
        Ground = new Footing(this, steps: false);
        Stilts = new Footing(this, steps: true);
        _paths = new Lazy<Paths?>(() => Paths.Of(Ground));
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>[y x x]: whether a cell can be walked on.</summary>
    public ReadOnlySpan<bool> Walkable => _walkable;

    /// <summary>[y x x]: how high a cell is.</summary>
    public ReadOnlySpan<double> Heights => _heights;

    /// <summary>Where units on the ground can stand.</summary>
    public Footing Ground { get; }

    /// <summary>Where units that step over cliffs can stand.</summary>
    public Footing Stilts { get; }

    /// <summary>
    /// The ways around what is in between; null where every way on the ground is straight. They are found once, when a battle first asks.
    /// </summary>
    public Paths? Paths => _paths.Value;

    /// <summary>Whether a cell exists and can be walked on.</summary>
    public bool IsWalkable(int column, int row) => (uint)column < Side && (uint)row < Side && _walkable[(row * Side) + column];
}
