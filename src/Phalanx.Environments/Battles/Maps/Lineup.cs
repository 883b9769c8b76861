using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>Says who fights in an episode, and where each unit starts.</summary>
internal abstract class Lineup
{
    /// <summary>How many agents there are.</summary>
    public abstract int Allies { get; }

    /// <summary>How many enemies there are.</summary>
    public abstract int Enemies { get; }

    /// <summary>
    /// Chooses types and places for an episode: of the team in any order, since agents get their ids by type and place, and of the enemy in the
    /// order of its ids. Places may overlap and are pushed apart.
    /// </summary>
    /// <param name="random">The draws of the episode.</param>
    /// <param name="units">Where to write; the team comes first.</param>
    public abstract void Deploy(ref RandomStream random, Deployment units);
}

/// <summary>The types and places of all units, the team first.</summary>
internal readonly ref struct Deployment(Span<UnitType> types, Span<double> x, Span<double> y)
{
    /// <summary>How many units there are.</summary>
    public int Length => Types.Length;

    /// <summary>The type of each unit.</summary>
    public Span<UnitType> Types { get; } = types;

    /// <summary>The centre of each unit, from the left.</summary>
    public Span<double> X { get; } = x;

    /// <summary>The centre of each unit, from the bottom.</summary>
    public Span<double> Y { get; } = y;

    /// <summary>Some units that follow each other.</summary>
    public Deployment Slice(int start, int length) => new(Types.Slice(start, length), X.Slice(start, length), Y.Slice(start, length));
}
