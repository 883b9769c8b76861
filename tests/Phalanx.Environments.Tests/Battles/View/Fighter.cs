using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests;

/// <summary>A unit of a battle that a test lays out; what is not given is what it begins with.</summary>
internal sealed record Fighter(string Type, double X = 0, double Y = 0)
{
    public double? Health { get; init; }

    public double? Shield { get; init; }

    public double Cooldown { get; init; }

    public double Energy { get; init; } = 50;

    public bool IsHealer => Type == "medivac";

    /// <summary>The most health and shield of the type, what its cooldown is divided by, and how far it shoots and sees in SMACv2.</summary>
    public (double Health, double Shield, double Scale, double Range, double Sight) Numbers => Type switch
    {
        "marine" => (45, 0, 15, 5, 9),
        "marauder" => (125, 0, 25, 6, 10),
        "medivac" => (150, 0, 200, 4, 11),
        "stalker" => (80, 80, 35, 6, 10),
        "zealot" => (100, 50, 22, 2, 9),
        "colossus" => (200, 150, 24, 7, 10),
        "hydralisk" => (80, 0, 10, 5, 9),
        "zergling" => (35, 0, 11, 2, 8),
        "baneling" => (30, 0, 1, 2, 8),
        "spine crawler" => (300, 0, 15, 6, 9),
        _ => throw new ArgumentException($"No unit is called {Type}."),
    };

    public UnitSnapshot Snapshot => new()
    {
        X = X,
        Y = Y,
        Health = Health ?? Numbers.Health,
        Shield = Shield ?? Numbers.Shield,
        Cooldown = Cooldown,
        Energy = Energy,
    };

    /// <summary>So many units of types in one place, such as <c>2 marauder, 7 marine</c>.</summary>
    public static Fighter[] Group(string units, double x = 0, double y = 0) =>
    [
        .. units.Split(", ").SelectMany(part => Enumerable.Repeat(part[(part.IndexOf(' ') + 1)..], int.Parse(part[..part.IndexOf(' ')], null)))
            .Select(type => new Fighter(type, x, y)),
    ];
}
