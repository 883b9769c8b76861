using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>
/// Lineups that are drawn anew for each battle, as in SMACv2: the team's types by weight, the same for the enemy, and then either mirrored places
/// or the team in the middle with the enemy around it. Agents cannot win by a plan that ignores what they see.
/// </summary>
internal sealed class GeneratedLineup : Lineup
{
    private readonly UnitType[] _allyTypes;
    private readonly UnitType[] _enemyTypes;
    private readonly TeamDraw _teams;
    private readonly double _reflectProbability;

    /// <param name="allies">How many agents there are.</param>
    /// <param name="enemies">How many enemies there are.</param>
    /// <param name="allyTypes">The types to draw from, as the team has them.</param>
    /// <param name="enemyTypes">The same types as the enemy has them.</param>
    /// <param name="teams">How types are drawn.</param>
    /// <param name="reflectProbability">How often places are mirrored.</param>
    public GeneratedLineup(
        int allies, int enemies, IReadOnlyList<UnitType> allyTypes, IReadOnlyList<UnitType> enemyTypes, TeamDraw teams, double reflectProbability)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(allies, enemies), SmacV2Settings.MaxUnits);
        (Allies, Enemies) = (allies, enemies);
        (_allyTypes, _enemyTypes) = ([.. allyTypes], [.. enemyTypes]);
        (_teams, _reflectProbability) = (teams, reflectProbability);
    }

    /// <inheritdoc/>
    public override int Allies { get; }

    /// <inheritdoc/>
    public override int Enemies { get; }

    /// <inheritdoc/>
    public override void Deploy(ref RandomStream random, Deployment units)
    {
        DrawTypes(ref random, units.Types);
        if (random.NextDouble() < _reflectProbability)
        {
            StartDraw.Reflect(ref random, Allies, units);
        }
        else
        {
            StartDraw.Surround(ref random, Allies, units);
        }
    }

    /// <summary>
    /// The enemy copies the team unit by unit. What it has more is a second team, drawn by the same rule; what it has less is missing at the end.
    /// </summary>
    private void DrawTypes(ref RandomStream random, Span<UnitType> types)
    {
        Span<int> drawn = stackalloc int[SmacV2Settings.MaxUnits];
        Span<int> team = drawn[..Allies];
        Span<int> others = drawn[Allies..Math.Max(Allies, Enemies)];
        _teams.Draw(ref random, team);
        _teams.Draw(ref random, others);
        for (int ally = 0; ally < Allies; ally++)
        {
            types[ally] = _allyTypes[drawn[ally]];
        }

        for (int enemy = 0; enemy < Enemies; enemy++)
        {
            types[Allies + enemy] = _enemyTypes[drawn[enemy]];
        }
    }
}
